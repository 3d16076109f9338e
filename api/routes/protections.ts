import { bankTimeAt, instantAt, localDateOf } from '../../domain/bank-time.ts'
import type { ContactRulesChanged } from '../../domain/case-messages.ts'
import { addDays, DAY_MS } from '../../domain/calendar.ts'
import { ServiceError } from '../../domain/errors.ts'
import { checkHold } from '../../policies/holds.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import * as holds from '../../stores/postgres/holds.ts'
import { tellOpenCases } from '../../stores/temporal/tell-open-cases.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type ProtectionDeps = Pick<Deps, 'database' | 'cases' | 'packs' | 'settings'>
type ProtectionHandlers = Pick<
  Handlers,
  'getProtections' | 'postHold' | 'postHoldEnd' | 'postVulnerability' | 'postVulnerabilityEnd'
>

/** Holds and vulnerabilities: the gate sees them from the moment on which they are written, and the open case is told. */
export const protectionHandlers = (deps: ProtectionDeps): ProtectionHandlers => {
  const { database, packs, settings } = deps
  const changed = async <T extends { id: string; customer: string; kind: string }>(
    actorId: string,
    action: string,
    row: T,
    cause: ContactRulesChanged['cause'] = 'hold',
  ): Promise<T> => {
    const details = { kind: row.kind, id: row.id }
    await writeAudit(database, { actorId, action, subject: row.customer, details })
    await tellOpenCases(deps, [row.customer], cause)
    return row
  }
  return {
    getProtections: async ({ params: { token } }) => ({
      holds: await holds.holdsOf(database, token),
      vulnerabilities: await holds.vulnerabilitiesOf(database, token),
    }),
    postHold: async ({ body: { customer, kind, until, treatmentEnds }, signedIn }) => {
      const { now, pack, zone, today } = await standing(database, packs, settings)
      const { review } = checkHold(pack, { kind, from: today, until, treatmentEnds })
      const at = (date: string): string => new Date(instantAt(date, 0, zone)).toISOString()
      const placedBy = signedIn.actor.id
      const placed = await holds.placeHold(database, {
        ...{
          customer,
          kind,
          from: now,
          until: at(addDays(until, 1)),
          reviewAt: at(addDays(review, 1)),
          placedBy,
        },
      })
      return changed(placedBy, 'hold.placed', placed)
    },
    postHoldEnd: async ({ params: { id }, signedIn }) => {
      const { now } = await standing(database, packs, settings)
      const ended = await holds.endHold(database, id, signedIn.actor.id, now)
      return changed(signedIn.actor.id, 'hold.ended', ended ?? missing())
    },
    postVulnerability: async ({ body: { customer, kind }, signedIn }) => {
      const { now, pack } = await standing(database, packs, settings)
      const { review_days } = pack.documents.holds.vulnerability
      const reviewAt = new Date(Date.parse(now) + review_days * DAY_MS).toISOString()
      const recordedBy = signedIn.actor.id
      const flag = await holds.recordVulnerability(database, {
        customer,
        kind,
        from: now,
        reviewAt,
        recordedBy,
      })
      return changed(recordedBy, 'vulnerability.recorded', flag, 'vulnerability')
    },
    postVulnerabilityEnd: async ({ params: { id }, signedIn }) => {
      const { now } = await standing(database, packs, settings)
      const ended = await holds.endVulnerability(database, id, signedIn.actor.id, now)
      return changed(signedIn.actor.id, 'vulnerability.ended', ended ?? missing(), 'vulnerability')
    },
  }
}

const missing = (): never => {
  throw new ServiceError('not-found', 'nothing-stands', 'It has ended already, or never was.')
}

/** Bank time now, and the pack of this bank. */
async function standing(database: Deps['database'], packs: Deps['packs'], { pack: id }: Deps['settings']) {
  const now_ms = bankTimeAt(await readClock(database), Date.now())
  const pack = await packs.inForce(id)
  const { zone } = pack.documents.pack
  return { now: new Date(now_ms).toISOString(), pack, zone, today: localDateOf(now_ms, zone) }
}

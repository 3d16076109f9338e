import { pausedSla, type SlaSteps } from '../domain/deadlines.ts'
import { calendarOf } from '../policies/calendar.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { standingHolds } from '../stores/postgres/holds.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'

export type ReadContactRulesInput = {
  customer: string
  /** An SLA that has stood still since an instant of bank time. */
  pausedSla?: { caseId: string; sla: SlaSteps; from_ms: number }
}
/** When the last of the blocking holds ends, and the SLA as it goes on. Bank time, epoch ms; null where there is none. */
export type ContactRulesNow = { holdEnds_ms: number | null; moved: SlaSteps | null }

/** What stands against contact with this customer now. */
export const readContactRules =
  (deps: CaseDeps) =>
  async ({ customer, pausedSla: paused }: ReadContactRulesInput): Promise<ContactRulesNow> => {
    const { now_ms } = bankNow(deps.clock)
    const holds = await standingHolds(deps.db, customer, new Date(now_ms).toISOString())
    const ends_ms = holds.map(({ until }) => Date.parse(until))
    return {
      holdEnds_ms: ends_ms.length === 0 ? null : Math.max(...ends_ms),
      moved: paused ? await moved(deps, paused, now_ms) : null,
    }
  }

async function moved(
  { db, packs }: CaseDeps,
  { caseId, sla, from_ms }: NonNullable<ReadContactRulesInput['pausedSla']>,
  now_ms: number,
): Promise<SlaSteps> {
  const stored = await currentEvidence(db, caseId)
  return stored
    ? pausedSla(sla, { from_ms, until_ms: now_ms }, calendarOf(await packs.of(stored.evidence.pack)))
    : sla
}

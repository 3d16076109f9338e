import { instantAt, localDateOf } from '../domain/bank-time.ts'
import { addDays } from '../domain/calendar.ts'
import type { DecisionClaims, DecisionDetail } from '../domain/decision.ts'
import { ServiceError } from '../domain/errors.ts'
import { checkHold } from '../policies/holds.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { recordAcceptedDecision } from '../stores/postgres/decisions.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { placeHold as keepHold } from '../stores/postgres/holds.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'

export type PlaceHoldInput = {
  claims: DecisionClaims
  hold: Extract<DecisionDetail, { for: 'hold' }>
  customer: string
}

/**
 * A person has decided that something stands against contact for a while: the hold is the customer's, not the case's, and
 * no longer than the pack in force allows. It bears the decision's id, so that a second try places no second one.
 * @throws not-found | no-such-plan, invalid | hold-kind, hold-too-long, hold-over
 */
export const placeHold =
  ({ db, clock, packs }: Pick<CaseDeps, 'db' | 'clock' | 'packs'>) =>
  async ({ claims, hold, customer }: PlaceHoldInput): Promise<void> => {
    const { caseId, decisionId, actor } = claims
    const stored = await currentEvidence(db, caseId)
    if (!stored) throw new ServiceError('not-found', 'no-such-plan', 'The case has no evidence yet.')
    const pack = await packs.inForce(stored.evidence.pack.id)
    const { zone } = pack.documents.pack
    const { now_ms } = bankNow(clock)
    const { kind, until, treatmentEnds } = hold
    const from = localDateOf(now_ms, zone)
    const { review } = checkHold(pack, { kind, from, until, treatmentEnds: treatmentEnds ?? undefined })
    const endOf = (date: string): string => new Date(instantAt(addDays(date, 1), 0, zone)).toISOString()
    const term = { from: new Date(now_ms).toISOString(), until: endOf(until), reviewAt: endOf(review) }
    await db.transaction(async (client) => {
      await recordAcceptedDecision(client, claims)
      await keepHold(client, { customer, kind, placedBy: actor.id, ...term }, decisionId)
      await writeAudit(client, {
        actorId: actor.id,
        action: 'hold.placed',
        subject: customer,
        details: { kind, id: decisionId },
      })
    })
  }

import { ServiceError } from '../domain/errors.ts'
import { sha256 } from '../domain/hash.ts'
import type { DueObligation } from '../domain/evaluation.ts'
import { isSettledBy, type DatedSettlement } from '../domain/outcome.ts'
import type { GateVerdict } from '../policies/gate.ts'
import { lockCase } from '../stores/postgres/case-lock.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { countApprovers } from '../stores/postgres/decisions.ts'
import { intendStep, type DispatchIntent, type StepKey } from '../stores/postgres/dispatch.ts'
import { settlementsOf } from '../stores/postgres/obligations.ts'
import { bankNow } from './bank-now.ts'
import type { OutreachDeps } from './deps.ts'

/** What stands behind a step: people, on one evidence, until an instant of bank time (epoch ms). */
export type Approval = {
  evidenceHash: string
  approversNeeded: number
  approvalEnds_ms: number
  /** The approvals, by the decisions on record. */
  decisionIds: readonly string[]
}
export type ApprovalEnd = 'settled' | 'lapsed'

export type StepToIntend = { key: StepKey; obligation: DueObligation; text: string; verdict: GateVerdict }
/** `begun`: the step was intended before and may have been sent. */
export type Intended = { is: 'intended'; intent: DispatchIntent } | { is: ApprovalEnd | 'begun' }

/**
 * Writes the intent row if the approval still holds at this very moment. The case is locked meanwhile: a decision that
 * takes the approval back stands either before, and is seen, or after.
 * @throws unavailable | approval-not-recorded (yet)
 */
export const intendApproved = (
  { db, clock }: Pick<OutreachDeps, 'db' | 'clock'>,
  approval: Approval,
  step: StepToIntend,
): Promise<Intended> =>
  db.transaction(async (client) => {
    const { caseId, customer } = step.key
    await lockCase(client, caseId)
    const { now_ms } = bankNow(clock)
    const settlements = await settlementsOf(client, customer, step.obligation.id)
    const end = endOfApproval(approval, step.obligation, settlements, now_ms)
    if (end) return { is: end }
    await refuseUnapproved(client, approval, step.key)
    const intent = await intendStep(client, step.key, sha256(step.text), step.verdict)
    return intent ? { is: 'intended', intent } : { is: 'begun' }
  })

/** Why an approval no longer holds; null while it does. `now_ms` is bank time. */
export function endOfApproval(
  { approvalEnds_ms }: Pick<Approval, 'approvalEnds_ms'>,
  obligation: Pick<DueObligation, 'dueDate' | 'amountMinor'>,
  settlements: readonly DatedSettlement[],
  now_ms: number,
): ApprovalEnd | null {
  if (isSettledBy(obligation, settlements)) return 'settled'
  return now_ms >= approvalEnds_ms ? 'lapsed' : null
}

async function refuseUnapproved(
  client: Queryable,
  { evidenceHash, approversNeeded, decisionIds }: Approval,
  { caseId, planHash }: StepKey,
): Promise<void> {
  const approvers = await countApprovers(client, caseId, { evidenceHash, planHash, decisionIds })
  if (approvers >= approversNeeded) return
  throw new ServiceError(
    'unavailable',
    'approval-not-recorded',
    'The approval of this plan is not on record.',
    { approvers, approversNeeded },
  )
}

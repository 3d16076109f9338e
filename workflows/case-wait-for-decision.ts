import type { Proposal } from '../activities/decide-intervention.ts'
import type { CaseEnding } from '../domain/case.ts'
import { forgetApprovals, type Desk } from './case-desk.ts'
import { stand } from './case-stage.ts'
import { bankNow_ms, isSettled, messageOrBankTime } from './case-waits.ts'

export type Decided = 'approved' | 'rejected' | 'settled' | 'lapsed'

/** Waits for people to decide, as long as a decision can still help. */
export async function waitForDecision(desk: Desk, proposal: Proposal): Promise<Decided> {
  for (;;) {
    await messageOrBankTime(
      desk,
      () => desk.stage === 'holding' || desk.isRejected || isSettled(desk),
      () => Math.min(proposal.dueDatePassed_ms, desk.approvalEnds_ms ?? Infinity),
    )
    if (isSettled(desk)) return 'settled'
    if (desk.isRejected) return 'rejected'
    if (desk.stage === 'holding') return 'approved'
    if (bankNow_ms(desk) >= proposal.dueDatePassed_ms) return 'lapsed'
    forgetApprovals(desk)
    await stand(desk, 'awaiting_decision', 'approval-lapsed')
  }
}

/** Without a decision nothing is sent; the case still waits for the outcome. */
export async function endingOfUndecided(
  desk: Desk,
  decided: Exclude<Decided, 'approved'>,
): Promise<CaseEnding> {
  // The rejection has written its stage itself.
  if (decided === 'rejected') return 'rejected'
  const wasBlocked = desk.stage === 'blocked'
  forgetApprovals(desk)
  await stand(desk, 'awaiting_outcome', decided === 'settled' ? 'settled-before-decision' : 'decision-lapsed')
  if (wasBlocked) return 'blocked'
  return decided === 'settled' ? 'settled_before_decision' : 'decision_lapsed'
}

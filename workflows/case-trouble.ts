import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow'
import type { CaseEnding } from '../domain/case.ts'
import { recordTrouble } from './case-activities.ts'
import { forgetApprovals, nextSequence, type Desk } from './case-desk.ts'
import { show } from './case-stage.ts'

/** A step that trying again cannot mend: nothing more is sent, operations are called, the outcome is still waited for. */
export async function callOperations(desk: Desk, failure: unknown): Promise<CaseEnding> {
  if (isCancellation(failure) || !(failure instanceof ActivityFailure)) throw failure
  forgetApprovals(desk)
  desk.isInTrouble = true
  desk.wasBlocked = true
  desk.stage = 'blocked'
  desk.reason = reasonOf(failure)
  show(desk)
  const recorded = await recordTrouble({
    start: desk.start,
    sequence: nextSequence(desk),
    reason: desk.reason,
    isProposed: desk.proposal !== null,
  })
  desk.outcomeFinal_ms = recorded.outcomeFinal_ms
  return 'blocked'
}

function reasonOf({ cause }: ActivityFailure): string {
  return cause instanceof ApplicationFailure
    ? `operations:${cause.type}:${cause.message}`
    : 'operations:failed'
}

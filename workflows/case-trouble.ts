import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow'
import { troubleReason, type CaseEnding } from '../domain/case.ts'
import { recordTrouble } from './case-activities.ts'
import { forgetApprovals, nextSequence, type Desk } from './case-desk.ts'
import { show } from './case-stage.ts'

/** A step that trying again cannot mend: nothing more is sent, operations are called, the outcome is still waited for. */
export async function callOperations(desk: Desk, failure: unknown): Promise<CaseEnding> {
  const cause = causeOf(failure)
  if (isCancellation(failure) || !cause) throw failure
  forgetApprovals(desk)
  desk.wasBlocked = true
  desk.stage = 'blocked'
  desk.reason = reasonOf(cause)
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

/** What an activity failed of: one that runs local fails with the cause itself, another with the cause wrapped. */
function causeOf(failure: unknown): Error | null {
  if (failure instanceof ApplicationFailure) return failure
  return failure instanceof ActivityFailure ? (failure.cause ?? failure) : null
}

const reasonOf = (cause: Error): string =>
  troubleReason(cause instanceof ApplicationFailure ? `${cause.type}:${cause.message}` : 'failed')

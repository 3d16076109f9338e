import { CancellationScope } from '@temporalio/workflow'
import { forgetApprovals, type Desk } from './case-desk.ts'
import { stand } from './case-stage.ts'
import { CANCELLED_BY_OPERATIONS } from './case-wait-for-decision.ts'

/**
 * Temporal's own cancel button means what `cancel` means: the help ends, and the outcome is still waited for. What is
 * being sent is sent to its end. All steps run out of reach of the cancellation itself.
 */
export function shielded<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
  CancellationScope.current().cancelRequested.catch(() => endHelp(desk))
  return CancellationScope.nonCancellable(work)
}

async function endHelp(desk: Desk): Promise<void> {
  if (desk.ending !== null || desk.isCancelled) return
  desk.isCancelled = true
  if (isUnderWay(desk)) return
  forgetApprovals(desk)
  await CancellationScope.nonCancellable(() => stand(desk, 'awaiting_outcome', CANCELLED_BY_OPERATIONS))
}

const isUnderWay = ({ stage }: Desk): boolean =>
  stage === 'assessing' || stage === 'sending' || stage === 'awaiting_delivery'

import { activityInfo } from '@temporalio/activity'
import type { WritePosition } from '../stores/postgres/cases.ts'

/** Where this activity's write of the case row stands: its run, and the number that the workflow gave it. */
export function positionOf(caseId: string, sequence: number): WritePosition {
  const { workflowExecution, scheduledTimestampMs } = activityInfo()
  if (!workflowExecution) throw new TypeError('a case row is written only for a workflow')
  return { caseId, runId: workflowExecution.runId, runEpoch_ms: scheduledTimestampMs, sequence }
}

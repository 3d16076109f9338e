import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import proto from '@temporalio/proto'
import { createLogger } from '../../stores/logger.ts'
import { createReconciler } from '../../workers/reconciler/reconcile.ts'
import { eventually } from '../harness/processes.ts'
import type { Rig, TestCase } from './rig.ts'

type BatchOperation = Pick<
  proto.temporal.api.workflowservice.v1.IStartBatchOperationRequest,
  'cancellationOperation' | 'terminationOperation' | 'resetOperation' | 'signalOperation'
>
const { EventType, BatchOperationState } = proto.temporal.api.enums.v1
/** A case in motion agrees again within this. */
const BETWEEN_TURNS_MS = 2_500
const NAMESPACE = 'default'

/** What operations do in Temporal's own pages, by the calls that the pages make. */
export function openOperations(rig: Rig) {
  const stopReconciling = reconcileOften(rig)
  const { client } = rig.temporal
  const { workflowService } = client
  const handleOf = ({ caseId }: TestCase) => client.workflow.getHandle(caseId)
  const pendingStep = async (one: TestCase) => (await handleOf(one).describe()).raw.pendingActivities?.[0]
  return {
    handleOf,
    close: stopReconciling,
    pendingStep,
    /** The page's text about a case: where it stands, what it waits for. */
    details: async (one: TestCase): Promise<string> => {
      const metadata = await handleOf(one).query<{ currentDetails?: string }>('__temporal_workflow_metadata')
      return metadata.currentDetails ?? ''
    },
    /** Ids that the list shows under a filter. */
    find: async (query: string): Promise<string[]> => {
      const found: string[] = []
      for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId)
      return found
    },
    /** To the end of the first workflow task; gives the new run. */
    reset: async (one: TestCase): Promise<string> => {
      const { runId } = await handleOf(one).describe()
      // The row is there a moment before the task that wrote it has ended.
      const first = await eventually('the end of the first task', async () => {
        const { events } = await client.workflow.getHandle(one.caseId, runId).fetchHistory()
        return events?.find(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
      })
      const answer = await workflowService.resetWorkflowExecution({
        ...{ namespace: NAMESPACE, workflowExecution: { workflowId: one.caseId, runId } },
        ...{
          reason: 'operations',
          requestId: randomUUID(),
          workflowTaskFinishEventId: first.eventId ?? null,
        },
      })
      return answer.runId
    },
    /** The pending step's next try comes at once, as its first. */
    tryAgainNow: async (one: TestCase): Promise<void> => {
      const id = (await pendingStep(one))?.activityId ?? null
      await workflowService.resetActivity({
        ...{ namespace: NAMESPACE, execution: { workflowId: one.caseId }, id },
      })
    },
    /** At which try each step of this name succeeded. */
    triesOf: async (one: TestCase, step: string): Promise<number[]> => {
      const events = (await handleOf(one).fetchHistory()).events ?? []
      const scheduled = events.filter(
        ({ activityTaskScheduledEventAttributes: each }) => each?.activityType?.name === step,
      )
      const ids = scheduled.map(({ eventId }) => String(eventId))
      return events
        .map(({ activityTaskStartedEventAttributes: each }) => each)
        .filter((each) => each && ids.includes(String(each.scheduledEventId)))
        .map((each) => each?.attempt ?? 0)
    },
    /** The list's batch action on what a filter shows; waits for its end. */
    many: async (query: string, operation: BatchOperation): Promise<void> => {
      const jobId = randomUUID()
      await workflowService.startBatchOperation({
        ...{ namespace: NAMESPACE, jobId, visibilityQuery: query, reason: 'operations' },
        ...operation,
      })
      await eventually('the batch is done', async () => {
        const { state } = await workflowService.describeBatchOperation({ namespace: NAMESPACE, jobId })
        return state === BatchOperationState.BATCH_OPERATION_STATE_COMPLETED
      })
    },
    /** Temporal loses the case, as after a restore from an older backup. */
    forget: async (one: TestCase): Promise<void> => {
      await workflowService.deleteWorkflowExecution({
        ...{ namespace: NAMESPACE, workflowExecution: { workflowId: one.caseId } },
      })
      const isGone = () =>
        handleOf(one)
          .describe()
          .then(
            () => false,
            () => true,
          )
      await eventually('it is gone', isGone)
    },
  }
}

/** The reconciler of the instance, in a greater hurry. */
function reconcileOften({ db, temporal }: Rig): () => Promise<void> {
  const log = createLogger('reconciler-test')
  const { turn } = createReconciler({ db, temporal, log, onRepair: () => undefined })
  const stopped = new AbortController()
  const turning = (async () => {
    while (!stopped.signal.aborted) {
      await turn()
      await sleep(BETWEEN_TURNS_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stopped.abort()
    await turning
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import proto from '@temporalio/proto'
import { createLogger } from '../../stores/logger.ts'
import { createReconciler } from '../../workers/reconciler/reconcile.ts'
import { eventually } from '../harness/processes.ts'
import type { Rig, TestCase } from './rig.ts'

const { EventType } = proto.temporal.api.enums.v1
/** A case in motion agrees again within this. */
const BETWEEN_TURNS_MS = 1_500
const NAMESPACE = 'default'

/** What operations do in Temporal's own pages, by the calls that the pages make. */
export function openOperations(rig: Rig) {
  const { client } = rig.temporal
  const handleOf = ({ caseId }: TestCase) => client.workflow.getHandle(caseId)
  return {
    handleOf,
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
      const { events } = await client.workflow.getHandle(one.caseId, runId).fetchHistory()
      const first = events?.find(
        ({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
      )
      const answer = await client.workflowService.resetWorkflowExecution({
        ...{ namespace: NAMESPACE, workflowExecution: { workflowId: one.caseId, runId } },
        ...{
          reason: 'operations',
          requestId: randomUUID(),
          workflowTaskFinishEventId: first?.eventId ?? null,
        },
      })
      return answer.runId
    },
    /** Temporal loses the case, as after a restore from an older backup. */
    forget: async (one: TestCase): Promise<void> => {
      await client.workflowService.deleteWorkflowExecution({
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
    /** Turns of the reconciler until the case is as it should be. */
    reconcileUntil: async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
      const log = createLogger('reconciler-test')
      const reconciler = createReconciler({
        db: rig.db,
        temporal: rig.temporal,
        log,
        onRepair: () => undefined,
      })
      await eventually(what, async () => {
        await reconciler.turn()
        await sleep(BETWEEN_TURNS_MS)
        return isSo()
      })
    },
  }
}

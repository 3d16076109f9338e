import type { CaseActivities } from '../../activities/index.ts'
import { caseTaskQueue } from '../../domain/case-messages.ts'
import { runWorker } from '../../workers/lifecycle.ts'
import { runTemporalWorker } from '../../workers/temporal/worker.ts'
import { workflowBundle } from '../../workers/temporal/bundle.ts'
import { FAR_MS, STAND_IN_HASH as HASH, standIns } from '../../tests/case/stand-ins.ts'
import { idleWorker, tell } from './idle.ts'

/** The very workflow of the product with activities that do nothing: what the engine alone can do. */
const ACTIVITIES_AT_ONCE_MAX = 50
const WORKFLOWS_CACHED_MAX = 1_000

const used = {
  ...standIns,
  decideIntervention: (input) => {
    tell({ caseId: input.start.caseId, is: 'first', evidenceHash: HASH, planHash: HASH })
    return standIns.decideIntervention(input)
  },
  recordDecision: ({ claims, change }) => {
    if (change.stage === 'awaiting_second')
      tell({ caseId: claims.caseId, is: 'second', evidenceHash: HASH, planHash: HASH })
    return Promise.resolve({ approvalEnds_ms: FAR_MS })
  },
  checkGate: () => Promise.resolve({ verdict: 'pass', rule: 'none', until_ms: null, clock: [] }),
  recordDelivery: ({ caseId }) => {
    tell({ caseId, is: 'sent' })
    return Promise.resolve({ is: 'arrived', stage: 'awaiting_outcome', reason: null })
  },
  recordOutcome: ({ start }) => {
    tell({ caseId: start.caseId, is: 'closed' })
    return Promise.resolve({ result: 'on_time', clock: [] })
  },
} satisfies Partial<CaseActivities>

await runWorker('bench-idle', async (log, fail) =>
  runTemporalWorker({
    ...{ ...idleWorker, log, fail, taskQueue: caseTaskQueue, activities: used },
    bundle: await workflowBundle(log),
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE_MAX,
    maxConcurrentWorkflowTaskExecutions: ACTIVITIES_AT_ONCE_MAX,
    maxCachedWorkflows: WORKFLOWS_CACHED_MAX,
  }),
)

import type { Proposal } from '../../activities/decide-intervention.ts'
import type { CaseActivities } from '../../activities/index.ts'
import { caseTaskQueue } from '../../domain/case-messages.ts'
import { runWorker } from '../../workers/lifecycle.ts'
import { runTemporalWorker } from '../../workers/temporal/worker.ts'
import { workflowBundle } from '../../workers/temporal/bundle.ts'
import { idleWorker, tell } from './idle.ts'

/** The very workflow of the product with activities that do nothing: what the engine alone can do. */
const HASH = 'a'.repeat(64)
const FAR_MS = Date.parse('2030-01-01T00:00:00Z')
const ACTIVITIES_AT_ONCE_MAX = 50
const WORKFLOWS_CACHED_MAX = 1_000

const proposal: Omit<Proposal, 'evaluationId'> = {
  ...{ version: 1, scoreVersion: 1, planVersion: 1, evidenceHash: HASH, planHash: HASH, policyAuthors: [] },
  ...{
    interventionId: 'none',
    stage: 'awaiting_decision',
    stageUnsealed: 'awaiting_decision',
    isHeldOut: false,
  },
  ...{ isManualReview: false, stepCount: 1, level: 'HIGH', hardship: 'INCOME_SHOCK' },
  ...{
    needsSecond: true,
    needsCreditAuthority: true,
    clock: [],
    dueDatePassed_ms: FAR_MS,
    outcomeFinal_ms: FAR_MS,
  },
  sla: { remind_ms: FAR_MS, escalate_ms: FAR_MS, reassign_ms: FAR_MS },
}

const used = {
  scoreRisk: ({ version }) => Promise.resolve({ version }),
  classifyHardship: () => Promise.resolve({ hardship: 'INCOME_SHOCK', rule: 'none' }),
  decideIntervention: ({ start, evaluationId }) => {
    tell({ caseId: start.caseId, is: 'first', evidenceHash: HASH, planHash: HASH })
    return Promise.resolve({ ...proposal, evaluationId })
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

import type { Proposal } from '../../activities/decide-intervention.ts'
import type { CaseActivities, OutreachActivities } from '../../activities/index.ts'
import { caseTaskQueue, outreachTaskQueue } from '../../domain/case-messages.ts'
import { dispatchKeyOf } from '../../domain/message.ts'
import { createLogger } from '../../stores/logger.ts'
import { runTemporalWorker } from '../../workers/temporal/worker.ts'
import { workflowBundle } from '../../workers/temporal/bundle.ts'
import type { Told } from './idle.ts'

/** The very workflow of the product with activities that do nothing: what the engine alone can do. */
const HASH = 'a'.repeat(64)
const FAR_MS = Date.parse('2030-01-01T00:00:00Z')
const ACTIVITIES_AT_ONCE_MAX = 50
const SENDS_AT_ONCE_MAX = 20

const tell = (told: Told): void => void process.send?.({ kind: 'told', ...told })
const log = createLogger('bench-idle')

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

const dispatchMessage: OutreachActivities['dispatchMessage'] = ({ ref }) => {
  const dispatchKey = dispatchKeyOf(ref.caseId, ref.planHash, ref.stepIndex)
  tell({ caseId: ref.caseId, is: 'dispatched', dispatchKey })
  return Promise.resolve({
    ...{
      state: 'accepted',
      dispatchKey,
      status: 'queued',
      errorCode: null,
      action: null,
      quiet_ms: 0,
      isFinal: false,
    },
  })
}

const { TEMPORAL_ADDRESS: address = '' } = process.env
const shared = { address, namespace: 'default', log, close: () => Promise.resolve() }
const fail = (error: unknown): void => {
  log.fatal({ err: error }, 'The worker cannot go on')
  process.exit(1)
}
const workers = await Promise.all([
  runTemporalWorker({
    ...{ ...shared, fail, taskQueue: caseTaskQueue, activities: used },
    workflowBundle: await workflowBundle(log),
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE_MAX,
    maxConcurrentWorkflowTaskExecutions: ACTIVITIES_AT_ONCE_MAX,
    maxCachedWorkflows: 1_000,
  }),
  runTemporalWorker({
    ...{ ...shared, fail, taskQueue: outreachTaskQueue, activities: { dispatchMessage } },
    maxConcurrentActivityTaskExecutions: SENDS_AT_ONCE_MAX,
  }),
])
process.send?.({ ready: true })
process.once(
  'SIGTERM',
  () => void Promise.all(workers.map(({ drain }) => drain())).then(() => process.exit(0)),
)

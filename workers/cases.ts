import onnxruntime from 'onnxruntime-node/package.json' with { type: 'json' }
import { createCaseActivities } from '../activities/index.ts'
import { caseTaskQueue } from '../domain/case-messages.ts'
import { openPacks } from '../policies/packs.ts'
import { readEnvironment } from '../stores/environment.ts'
import { watchClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { packReader } from '../stores/postgres/packs.ts'
import { openVault } from '../stores/vault/vault.ts'
import { runWorker } from './lifecycle.ts'
import { followModels } from './models.ts'
import { senderVariables, sendersOf } from './senders.ts'
import { workflowBundle } from './temporal/bundle.ts'
import { runTemporalWorker } from './temporal/worker.ts'

const ACTIVITIES_AT_ONCE_MAX = 50
const WORKFLOW_TASKS_AT_ONCE_MAX = 50
const WORKFLOWS_CACHED_MAX = 1_000

/** Runs cases: their workflow, and every step that speaks to no provider. */
await runWorker('cases', async (log, fail) => {
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const),
    ...senderVariables,
    ...([
      'EQUILIBRATE_MODE',
      'EQUILIBRATE_VAULT_KEY',
      'EQUILIBRATE_INDEX_KEY',
      'EQUILIBRATE_LANGUAGE',
      'EQUILIBRATE_REHEARSAL',
      'EQUILIBRATE_TAKES_NEW_CASES',
    ] as const),
  )
  const db = openDatabase(environment.DATABASE_URL)
  const clock = await watchClock(db, environment.EQUILIBRATE_MODE, fail)
  const activities = createCaseActivities({
    db,
    clock,
    vault: openVault(db, environment),
    models: await followModels(log),
    packs: openPacks(packReader(db, clock.current)),
    language: environment.EQUILIBRATE_LANGUAGE,
    rehearsal: environment.EQUILIBRATE_REHEARSAL,
    senders: sendersOf(environment),
    onnxruntimeVersion: onnxruntime.version,
  })
  return runTemporalWorker({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
    taskQueue: caseTaskQueue,
    bundle: await workflowBundle(log),
    takesNewCases: environment.EQUILIBRATE_TAKES_NEW_CASES,
    activities,
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE_MAX,
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS_AT_ONCE_MAX,
    maxCachedWorkflows: WORKFLOWS_CACHED_MAX,
    ...{ log, fail },
    close: async () => {
      await clock.close()
      await db.close()
    },
  })
})

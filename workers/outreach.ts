import { createOutreachActivities } from '../activities/index.ts'
import { outreachTaskQueue } from '../domain/case-messages.ts'
import { openPacks } from '../policies/packs.ts'
import { readEnvironment } from '../stores/environment.ts'
import { watchClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { packReader } from '../stores/postgres/packs.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { openVault } from '../stores/vault/vault.ts'
import { runWorker } from './lifecycle.ts'
import { reconcileDaily } from './outreach/daily.ts'
import { accountVariables, openProviders } from './senders.ts'
import { runTemporalWorker } from './temporal/worker.ts'

const SENDS_AT_ONCE_MAX = 20
/** Of all senders together; each sender's own pace is kept by `waitForTurn`. */
const SENDS_PER_SECOND_MAX = 50

/** Speaks to the providers, and nothing else does. */
await runWorker('outreach', async (log, fail) => {
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'EQUILIBRATE_PUBLIC_URL'] as const),
    ...(['EQUILIBRATE_QUIET_MS', 'EQUILIBRATE_SENDS_PER_SECOND'] as const),
    ...accountVariables,
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )
  const db = openDatabase(environment.DATABASE_URL)
  const clock = await watchClock(db, environment.EQUILIBRATE_MODE, fail)
  const { providers, close } = openProviders(environment)
  const activities = createOutreachActivities({
    db,
    clock,
    vault: openVault(db, environment),
    packs: openPacks(packReader(db, clock.current)),
    providers,
    sendsPerSecond: environment.EQUILIBRATE_SENDS_PER_SECOND,
    publicUrl: environment.EQUILIBRATE_PUBLIC_URL,
    quiet_ms: environment.EQUILIBRATE_QUIET_MS,
  })
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  const daily = reconcileDaily({ db, providers, cases: openCases(temporal.client), log, fail })
  return runTemporalWorker({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
    taskQueue: outreachTaskQueue,
    activities,
    maxConcurrentActivityTaskExecutions: SENDS_AT_ONCE_MAX,
    maxTaskQueueActivitiesPerSecond: SENDS_PER_SECOND_MAX,
    ...{ log, fail },
    close: async () => {
      await daily.stop()
      close()
      await Promise.all([clock.close(), temporal.close()])
      await db.close()
    },
  })
})

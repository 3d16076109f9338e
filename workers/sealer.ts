import { readEnvironment } from '../stores/environment.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { openReconcilerMetrics } from './reconciler/metrics.ts'
import { createReconciler } from './reconciler/reconcile.ts'
import { createSealer } from './sealer/seal.ts'

const PAUSE_MS = 5_000
/** Every case is compared: a bank's tens of thousands take some seconds of Temporal's visibility. */
const RECONCILE_PAUSE_MS = 60_000

/**
 * Keeps completed cases for auditors, long before Temporal forgets them, and sees to it that the ledger and the inbox agree
 * with Temporal.
 */
await runWorker('sealer', async (log, fail, registry) => {
  const environment = readEnvironment('DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE')
  const db = openDatabase(environment.DATABASE_URL)
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  const sealer = createSealer(db, temporal, log)
  const sealing = repeat(
    async () => {
      const sealed = await sealer.sealCompleted()
      if (sealed > 0) log.info({ sealed }, 'cases sealed')
    },
    PAUSE_MS,
    fail,
  )
  const onRepair = openReconcilerMetrics(registry)
  const reconciler = createReconciler({ db, temporal, log, onRepair })
  const reconciling = repeat(async () => void (await reconciler.turn()), RECONCILE_PAUSE_MS, fail)
  return {
    drain: async () => {
      await Promise.all([sealing.stop(), reconciling.stop()])
      await Promise.all([db.close(), temporal.close()])
    },
  }
})

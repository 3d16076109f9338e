import { readEnvironment } from '../stores/environment.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { createSealer } from './sealer/seal.ts'

const PAUSE_MS = 5_000

/** Keeps completed cases for auditors, long before Temporal forgets them. */
await runWorker('sealer', async (log, fail) => {
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
  return {
    drain: async () => {
      await sealing.stop()
      await Promise.all([db.close(), temporal.close()])
    },
  }
})

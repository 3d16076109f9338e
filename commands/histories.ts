import { join } from 'node:path'
import { readEnvironment } from '../stores/environment.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { keepHistories } from './histories/keep.ts'
import { runOffline } from './offline/run.ts'

const FOLDER = join(import.meta.dirname, '..', 'workflows', 'histories')

/** `npm run histories`: keeps the history of one case for each way that cases of the running instance took. */
await runOffline(async () => {
  const environment = readEnvironment('TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE')
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  try {
    process.stdout.write(`${JSON.stringify(await keepHistories(temporal, FOLDER))}\n`)
  } finally {
    await temporal.close()
  }
})

import { reconcileDay } from '../activities/reconcile-day.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { accountVariables, openProviders } from '../workers/senders.ts'

/** `npm run reconcile [-- DAY]`: compares a day (UTC, today unless said) with the providers' lists. Last line: one JSON object. */
const day = process.argv.slice(2).find((each) => each !== '--') ?? new Date().toISOString().slice(0, 10)
const environment = readEnvironment(
  ...(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const),
  ...accountVariables,
)
const db = openDatabase(environment.DATABASE_URL)
const temporal = await connectTemporal({
  address: environment.TEMPORAL_ADDRESS,
  namespace: environment.TEMPORAL_NAMESPACE,
})
const { providers, close } = openProviders(environment)
try {
  const result = await reconcileDay({ db, providers, cases: openCases(temporal.client) }, day)
  process.stdout.write(`${JSON.stringify(result)}\n`)
} finally {
  close()
  await Promise.all([db.close(), temporal.close()])
}

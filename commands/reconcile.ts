import { reconcileDay } from '../activities/reconcile-day.ts'
import { readEnvironment } from '../stores/environment.ts'
import { createLogger } from '../stores/logger.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { createReconciler } from '../workers/reconciler/reconcile.ts'
import { accountVariables, openProviders } from '../workers/senders.ts'
import { reconcileCases } from './reconcile/cases.ts'

/**
 * `npm run reconcile [-- DAY]`: holds every case against Temporal and a day's messages (UTC, today unless said) against the
 * providers' lists, and repairs what disagrees. Last line: one JSON object, the cases' counts under `cases`.
 */
const day = process.argv.slice(2).find((each) => each !== '--') ?? new Date().toISOString().slice(0, 10)
const environment = readEnvironment(
  ...(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const),
  ...accountVariables,
)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const db = openDatabase(environment.DATABASE_URL)
const temporal = await connectTemporal({
  address: environment.TEMPORAL_ADDRESS,
  namespace: environment.TEMPORAL_NAMESPACE,
})
const { providers, close } = openProviders(environment)
try {
  const log = createLogger('reconcile')
  const reconciler = createReconciler({ db, temporal, log, onRepair: () => undefined })
  const cases = await reconcileCases(reconciler, say)
  const messages = await reconcileDay({ db, providers, cases: openCases(temporal.client) }, day)
  say(JSON.stringify({ ...messages, cases }))
} finally {
  close()
  await Promise.all([db.close(), temporal.close()])
}

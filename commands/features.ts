import { featureNames } from '../features/catalogue.ts'
import { readEnvironment } from '../stores/environment.ts'
import { readArguments } from './arguments.ts'
import { readAsOf } from './offline/as-of.ts'
import { openCsvOut } from './offline/csv-out.ts'
import { readFacts } from './offline/facts.ts'
import { openFaults } from './offline/faults.ts'
import { featuresAt } from './offline/features-at.ts'
import { runOffline } from './offline/run.ts'

/** `npm run features`: features per customer and instant, as they were known then. Ids are the bank's own. */
await runOffline(async () => {
  const wanted = { input: true, format: true, context: false, 'as-of': true, out: true } as const
  const options = readArguments(process.argv.slice(2), wanted)
  const { EQUILIBRATE_BANK_ZONE: zone } = readEnvironment('EQUILIBRATE_BANK_ZONE')
  const faults = openFaults()
  const asked = await readAsOf(options['as-of'], zone, faults)
  const { input: file, format, context } = options
  const { byCustomer } = await readFacts({ file, format, zone, contextFolder: context ?? undefined }, faults)
  const out = await openCsvOut(options.out, ['customer', 'asOf', ...featureNames])
  const rows = asked.map((row) => ({ ...row, vector: {} as Record<string, number | null> }))
  for (const [customer, ofCustomer] of Map.groupBy(rows, (row) => row.customer)) {
    const instants = ofCustomer.map(({ asOf_ms }) => asOf_ms)
    const vectors = featuresAt(byCustomer.get(customer) ?? [], instants, zone)
    ofCustomer.forEach((row, index) => (row.vector = vectors[index] ?? {}))
  }
  for (const { customer, asOf, vector } of rows)
    await out.write([customer, asOf, ...featureNames.map((name) => vector[name] ?? null)])
  await out.close()
  const counts = { rows: rows.length, customers: byCustomer.size, rejected: faults.close() }
  process.stdout.write(`${JSON.stringify(counts)}\n`)
})

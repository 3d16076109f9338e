import { localDateOf } from '../domain/bank-time.ts'
import { ServiceError } from '../domain/errors.ts'
import { FEATURES_BEFORE_DUE_DAYS } from '../domain/outcome.ts'
import { readEnvironment } from '../stores/environment.ts'
import { readArguments } from './arguments.ts'
import { openCsvOut } from './offline/csv-out.ts'
import { readFacts } from './offline/facts.ts'
import { openFaults } from './offline/faults.ts'
import { outcomeRows } from './offline/outcome-rows.ts'
import { runOffline } from './offline/run.ts'

const DAYS_BEFORE_MAX = 365
const header = [
  'customer',
  'obligationId',
  'product',
  'dueDate',
  'amountMinor',
  'knownAt',
  'asOf',
  'result',
  'label',
]

/** `npm run outcomes`: what became of every obligation of a file, with the instant as of which it is to be predicted. */
await runOffline(async () => {
  const wanted = { input: true, format: true, context: false, out: true, 'days-before': false } as const
  const options = readArguments(process.argv.slice(2), wanted)
  const daysBefore = daysOf(options['days-before'])
  const { EQUILIBRATE_BANK_ZONE: zone } = readEnvironment('EQUILIBRATE_BANK_ZONE')
  const faults = openFaults()
  const { input: file, format, context } = options
  const input = { file, format, zone, contextFolder: context ?? undefined }
  const { byCustomer, newest_ms } = await readFacts(input, faults)
  const out = await openCsvOut(options.out, header)
  const counts = { outcomes: 0, notPaidOnTime: 0, rejected: 0 }
  const today = Number.isFinite(newest_ms) ? localDateOf(newest_ms, zone) : '1970-01-01'
  for (const [customer, facts] of byCustomer) {
    for (const { obligation, knownAt, asOf, result, label } of outcomeRows(facts, {
      zone,
      daysBefore,
      today,
    })) {
      const { id, product, dueDate, amountMinor } = obligation
      await out.write([customer, id, product, dueDate, amountMinor, knownAt, asOf, result, label])
      counts.outcomes++
      if (label === 1) counts.notPaidOnTime++
    }
  }
  await out.close()
  counts.rejected = faults.close()
  process.stdout.write(`${JSON.stringify(counts)}\n`)
})

function daysOf(text: string | null): number {
  if (text === null) return FEATURES_BEFORE_DUE_DAYS
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0 && days <= DAYS_BEFORE_MAX) return days
  throw new ServiceError(
    'invalid',
    'days-before',
    `--days-before takes a whole number up to ${DAYS_BEFORE_MAX}`,
  )
}

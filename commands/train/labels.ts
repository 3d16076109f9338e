import { localDateOf } from '../../domain/bank-time.ts'
import { openCsv } from '../../ingest/formats/csv.ts'
import { examplesOf, type KnownOutcome } from '../../models/training/examples.ts'
import { readEnvironment } from '../../stores/environment.ts'
import { openCsvOut } from '../offline/csv-out.ts'

const required = ['customer', 'product', 'dueDate', 'amountMinor', 'knownAt', 'label'] as const

/** Reads what `npm run outcomes` has written. */
export async function readOutcomes(file: string): Promise<KnownOutcome[]> {
  const { EQUILIBRATE_BANK_ZONE: zone } = readEnvironment('EQUILIBRATE_BANK_ZONE')
  const csv = await openCsv(file, ',', { required, optional: [], others: 'ignored' })
  const outcomes: KnownOutcome[] = []
  for await (const { cell } of csv.rows()) {
    const label = cell('label')
    outcomes.push({
      customer: cell('customer'),
      product: cell('product'),
      dueDate: cell('dueDate'),
      amountMinor: Number(cell('amountMinor')),
      knownOn: localDateOf(Date.parse(cell('knownAt')), zone),
      label: label === '' ? null : label === '1' ? 1 : 0,
    })
  }
  return outcomes
}

/** Writes the examples to learn from, a file that `npm run features` takes as its as-of file; gives their number. */
export async function writeExamples(outcomes: readonly KnownOutcome[], file: string): Promise<number> {
  const examples = examplesOf(outcomes)
  const out = await openCsvOut(file, ['customer', 'asOf', 'dueDate', 'product', 'label'])
  for (const { customer, asOf, dueDate, product, label } of examples)
    await out.write([customer, asOf, dueDate, product, label])
  await out.close()
  return examples.length
}

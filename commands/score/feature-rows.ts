import type { FeatureVector } from '../../domain/risk.ts'
import { openCsv, type CsvRow } from '../../ingest/formats/csv.ts'
import type { Faults } from '../offline/faults.ts'

export interface FeatureRow {
  customer: string
  asOf: string
  features: FeatureVector
}

/**
 * Reads the rows of a features file; an empty cell is a missing value. A row with a cell that is no finite number is
 * named among the faults and left out.
 * @throws ServiceError `invalid`, naming a column that is missing or unknown
 */
export async function readFeatureRows(
  path: string,
  columns: { needed: readonly string[]; known: readonly string[] },
  faults: Faults,
): Promise<AsyncGenerator<FeatureRow>> {
  const required = ['customer', 'asOf', ...columns.needed]
  const optional = columns.known.filter((name) => !required.includes(name))
  const file = await openCsv(path, ',', { required, optional })
  return valid(file.name, file.rows(), columns.known, faults)
}

async function* valid(
  file: string,
  rows: AsyncIterable<CsvRow>,
  names: readonly string[],
  faults: Faults,
): AsyncGenerator<FeatureRow> {
  for await (const row of rows) {
    const features = Object.fromEntries(names.map((name) => [name, valueOf(row.cell(name))]))
    const wrong = names.find((name) => Number.isNaN(features[name]))
    const at = { file, line: row.line }
    if (row.fault) faults.add({ ...at, ...row.fault.fault })
    else if (wrong)
      faults.add({ ...at, field: wrong, reason: 'is no finite number', fix: 'leave it empty where missing' })
    else yield { customer: row.cell('customer'), asOf: row.cell('asOf'), features }
  }
}

/** Null where the cell is empty, NaN where it holds no finite number (as a float32, which the model takes). */
function valueOf(text: string): number | null {
  if (text === '') return null
  const value = Number(text)
  return Number.isFinite(Math.fround(value)) ? value : NaN
}

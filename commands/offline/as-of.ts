import { instantAt } from '../../domain/bank-time.ts'
import { instantOrNull, isDate } from '../../ingest/formats/cells.ts'
import { openCsv } from '../../ingest/formats/csv.ts'
import type { Faults } from './faults.ts'

/** One row of the as-of file; `asOf` as it was written. What happened before `asOf_ms` counts. */
export interface AsOf {
  customer: string
  asOf: string
  asOf_ms: number
}

const columns = { required: ['customer', 'asOf'], optional: [], others: 'ignored' } as const

/**
 * Reads the instants at which features are asked for. A date means the local midnight with which it starts. Further
 * columns are let be, so that a file of `outcomes` can be given as it is.
 */
export async function readAsOf(path: string, zone: string, faults: Faults): Promise<AsOf[]> {
  const file = await openCsv(path, ',', columns)
  const rows: AsOf[] = []
  for await (const row of file.rows()) {
    const [customer, asOf] = [row.cell('customer'), row.cell('asOf')]
    const asOf_ms = instantOf(asOf, zone)
    const at = { file: file.name, line: row.line }
    if (row.fault) faults.add({ ...at, ...row.fault.fault })
    else if (customer === '')
      faults.add({ ...at, field: 'customer', reason: 'is missing', fix: 'give an id' })
    else if (asOf_ms === null)
      faults.add({ ...at, field: 'asOf', reason: 'is no date', fix: 'give a date or an instant with a zone' })
    else rows.push({ customer, asOf, asOf_ms })
  }
  return rows
}

const instantOf = (text: string, zone: string): number | null =>
  isDate(text) ? instantAt(text, 0, zone) : instantOrNull(text)

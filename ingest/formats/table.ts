import { dayNumber, type LocalDate } from '../../domain/calendar.ts'
import { isDate } from './cells.ts'
import { badRow, type CsvFile, type CsvRow } from './csv.ts'
import { CellFault, type BadRow } from './row.ts'

/** Reads a small table whole. */
export async function readTable<T>(
  file: CsvFile,
  map: (row: CsvRow) => T,
): Promise<{ rows: T[]; faults: BadRow[] }> {
  const rows: T[] = []
  const faults: BadRow[] = []
  for await (const row of file.rows()) {
    try {
      if (row.fault) throw row.fault
      rows.push(map(row))
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      faults.push(badRow(file, row, error))
    }
  }
  return { rows, faults }
}

/** Day number of a date as the small tables write it: `930705`. */
export function shortDateCell(row: CsvRow, column: string): number {
  const text = row.cell(column)
  const date: LocalDate = `19${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`
  if (!/^\d{6}$/.test(text) || !isDate(date))
    throw new CellFault(column, 'is no date', 'give a date such as 930705')
  return dayNumber(date)
}

import { createHash } from 'node:crypto'
import { instantAt } from '../../domain/bank-time.ts'
import { dateOfDay, dayNumber, type LocalDate } from '../../domain/calendar.ts'
import { AMOUNT_MINOR_MAX, minorFromDecimal } from '../../domain/money.ts'
import { CellFault, type BadRow, type MappedRow } from './row.ts'
import { badRow, type CsvFile, type CsvRow } from './csv.ts'

const NOON_MINUTE = 720
const CUSTOMER_CHARS_MAX = 128
const DATE = /^\d{4}-\d{2}-\d{2}$/
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** Maps every row of a file; what a mapping throws as `CellFault` becomes a bad row and the rest goes on. */
export async function* mapRows(
  file: CsvFile,
  map: (row: CsvRow) => MappedRow[],
): AsyncGenerator<MappedRow | BadRow> {
  for await (const row of file.rows()) {
    const mapped = mapRow(file, row, map)
    if (isMapped(mapped)) yield* mapped
    else yield mapped
  }
}
const isMapped = (mapped: MappedRow[] | BadRow): mapped is MappedRow[] => Array.isArray(mapped)

function mapRow(file: CsvFile, row: CsvRow, map: (row: CsvRow) => MappedRow[]): MappedRow[] | BadRow {
  try {
    if (row.fault) throw row.fault
    return map(row)
  } catch (error) {
    if (!(error instanceof CellFault)) throw error
    return badRow(file, row, error)
  }
}

export function customerCell(row: CsvRow, column: string): string {
  const id = row.cell(column)
  if (id === '') throw new CellFault(column, 'is missing', 'give the customer’s id')
  if (id.length > CUSTOMER_CHARS_MAX)
    throw new CellFault(column, 'is too long', `at most ${CUSTOMER_CHARS_MAX} characters`)
  return id
}

/** A decimal amount in major units, such as `1234.50`, as minor units, not negative. */
export function amountCell(row: CsvRow, column: string): number {
  const minor = balanceCell(row, column)
  if (minor < 0) throw new CellFault(column, 'is negative', 'give the amount without a sign')
  return minor
}

/** A decimal amount of either sign. */
export function balanceCell(row: CsvRow, column: string): number {
  const text = row.cell(column)
  if (text === '') throw new CellFault(column, 'is missing', 'give a decimal number such as 1234.50')
  const minor = minorFromDecimal(text)
  if (minor === null) throw new CellFault(column, 'is no amount', 'give a decimal number such as 1234.50')
  if (Math.abs(minor) > AMOUNT_MINOR_MAX) throw new CellFault(column, 'is too large', 'check the amount')
  return minor
}

/** A real date `YYYY-MM-DD`. */
export function dateCell(row: CsvRow, column: string): LocalDate {
  const text = row.cell(column)
  if (!isDate(text)) throw new CellFault(column, 'is no date', 'give a date such as 1994-04-20')
  return text
}

export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const day = dayNumber(text)
  return Number.isFinite(day) && dateOfDay(day) === text
}

/** The instant of an ISO 8601 text with a zone, or null. */
export function instantOrNull(text: string): number | null {
  if (!INSTANT.test(text) || !isDate(text.slice(0, 10))) return null
  const instant_ms = Date.parse(text)
  return Number.isFinite(instant_ms) ? instant_ms : null
}

/** The instant of a local time without a zone, such as `2026-02-17 17:36:49.374722`; finer than a millisecond is cut off. */
export function localInstantCell(row: CsvRow, column: string, zone: string): string {
  const match = LOCAL_TIME.exec(row.cell(column))
  const [, date = '', hour, minute, second, fraction = ''] = match ?? []
  if (!match || !isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw new CellFault(column, 'is no local time', 'give a time such as 2026-02-17 17:36:49')
  const millis = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return new Date(instantAt(date, Number(hour) * 60 + Number(minute), zone) + millis).toISOString()
}

export type DayClock = (customer: string, date: LocalDate) => string

/**
 * Instants for dates without a time: local noon, and one second more for each earlier row of the same customer and
 * date, so that the order of the file stays the order of the day and its last balance closes it.
 */
export function createDayClock(zone: string): DayClock {
  const rows = new Map<string, number>()
  const noons = new Map<LocalDate, number>()
  return (customer, date) => {
    const key = `${date} ${customer}`
    const earlier = rows.get(key) ?? 0
    rows.set(key, earlier + 1)
    let noon = noons.get(date)
    if (noon === undefined) noons.set(date, (noon = instantAt(date, NOON_MINUTE, zone)))
    return new Date(noon + earlier * 1000).toISOString()
  }
}

/**
 * An id for a row that has none: from the file's name, the line and what it says. The same file loaded again gives
 * the same ids; the next day's file of the same name gives others.
 */
export const idOfRow = (file: string, row: CsvRow): string =>
  `row-${createHash('sha256').update(`${file}\n${row.line}\n${row.text}`).digest('hex').slice(0, 24)}`

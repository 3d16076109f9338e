import { join } from 'node:path'
import { dayNumber } from '../../domain/calendar.ts'
import type { Settlement } from '../../domain/obligation.ts'
import type { Transaction } from '../../domain/transaction.ts'
import { amountCell, customerCell, idOfRow, isDate, localInstantCell, mapRows } from './cells.ts'
import { openCsv, type CsvFile, type CsvRow } from './csv.ts'
import { categoryOf, channelOf, directionOf, transactionColumns } from './equilibrate-columns.ts'
import { readCustomers, type Covered, type Instalment } from './equilibrate-customers.ts'
import { createKnownBefore, type KnownBefore } from './known.ts'
import type { BadRow, InputRow, MappedRow } from './row.ts'

const CURRENCY = 'INR'
/** An EMI debit pays the nearest due date, from this long before to the day on which an outcome is final. */
const PAID_EARLY_MAX_DAYS = 10
const PAID_LATE_MAX_DAYS = 29

interface Context {
  faults: readonly BadRow[]
  knownBefore: KnownBefore
  instalments: ReadonlyMap<string, readonly Instalment[]>
}
const noContext: Context = { faults: [], knownBefore: () => [], instalments: new Map() }

/**
 * The format of the original demo: `transactions.csv`, and with the folder of `customers.csv` master data, instalments
 * and their payments, in the order of time between the transactions.
 */
export async function openEquilibrate(
  path: string,
  zone: string,
  contextFolder?: string,
): Promise<AsyncGenerator<InputRow>> {
  const file = await openCsv(path, ',', transactionColumns)
  return readEquilibrate(
    file,
    zone,
    contextFolder === undefined ? noContext : await openContext(contextFolder, file, zone),
  )
}

async function openContext(folder: string, transactions: CsvFile, zone: string): Promise<Context> {
  const covered = await coveredBy(transactions)
  const { facts, instalments, faults } = await readCustomers(join(folder, 'customers.csv'), zone, covered)
  return { faults, knownBefore: createKnownBefore(facts), instalments }
}

/** A first pass finds the days; bad rows are named by the second. */
async function coveredBy(file: CsvFile): Promise<Covered> {
  const covered = { firstDay: Infinity, lastDay: -Infinity }
  for await (const row of file.rows()) {
    const date = row.cell('timestamp').slice(0, 10)
    if (!isDate(date)) continue
    const day = dayNumber(date)
    covered.firstDay = Math.min(covered.firstDay, day)
    covered.lastDay = Math.max(covered.lastDay, day)
  }
  return covered
}

async function* readEquilibrate(file: CsvFile, zone: string, context: Context): AsyncGenerator<InputRow> {
  yield* context.faults
  const rows = mapRows(file, (row) => withSettlement(transactionOf(file, row, zone), row, context))
  for await (const row of rows) {
    if ('fact' in row) yield* context.knownBefore(row.fact.at)
    yield row
  }
  yield* context.knownBefore(null)
}

function transactionOf(file: CsvFile, row: CsvRow, zone: string): MappedRow & { fact: Transaction } {
  const direction = directionOf(row)
  const fact: Transaction = {
    kind: 'transaction',
    id: row.cell('transaction_id') || idOfRow(file.name, row),
    at: localInstantCell(row, 'timestamp', zone),
    direction,
    amountMinor: amountCell(row, 'amount'),
    currency: CURRENCY,
    channel: channelOf(row),
    category: categoryOf(row, direction),
  }
  return { line: row.line, customerId: customerCell(row, 'customer_id'), fact }
}

function withSettlement(
  mapped: MappedRow & { fact: Transaction },
  row: CsvRow,
  { instalments }: Context,
): MappedRow[] {
  const { fact, customerId } = mapped
  if (fact.direction !== 'debit' || row.cell('merchant_category') !== 'EMI') return [mapped]
  const paid = nearest(instalments.get(customerId) ?? [], dayNumber(row.cell('timestamp').slice(0, 10)))
  if (paid === null) return [mapped]
  const settlement: Settlement = {
    kind: 'settlement',
    id: `paid-${fact.id}`,
    at: fact.at,
    obligationId: paid.id,
    status: 'paid',
    amountMinor: fact.amountMinor,
  }
  return [mapped, { ...mapped, fact: settlement }]
}

function nearest(instalments: readonly Instalment[], day: number): Instalment | null {
  let best: Instalment | null = null
  for (const instalment of instalments) {
    const late_days = day - instalment.dueDay
    if (late_days < -PAID_EARLY_MAX_DAYS || late_days > PAID_LATE_MAX_DAYS) continue
    if (best === null || Math.abs(late_days) < Math.abs(day - best.dueDay)) best = instalment
  }
  return best
}

import type { CustomerFact } from '../../domain/bank-event.ts'
import { neutralCategory } from '../categories.ts'
import { validateFact } from '../validate.ts'
import {
  amountCell,
  balanceCell,
  createDayClock,
  customerCell,
  idOfRow,
  instantOrNull,
  isDate,
  mapRows,
  type DayClock,
} from './cells.ts'
import { openCsv, type CsvFile, type CsvRow, type CsvText } from './csv.ts'
import { CellFault, type InputRow } from './row.ts'

type Draft = Record<string, string | number | undefined>
type Kind = CustomerFact['kind']

const columnsOfKind: Record<Kind, readonly string[]> = {
  transaction: [
    'direction',
    'amount',
    'currency',
    'channel',
    'category',
    'balance',
    'status',
    'reverses',
    'taxonomy',
  ],
  obligation: ['version', 'product', 'productId', 'dueDate', 'amount', 'currency', 'outstanding', 'limit'],
  settlement: ['obligationId', 'status', 'amount'],
  reversal: ['of', 'reverses'],
  erased: [],
  customer: [
    'version',
    'monthlyIncome',
    'currency',
    'expectedSalaryDay',
    'birthYear',
    'region',
    'employment',
    'language',
    'zone',
  ],
}
/** docs/formats.md explains each column. */
const canonicalColumns = {
  required: ['kind', 'customer', 'at'],
  optional: ['id', ...new Set(Object.values(columnsOfKind).flat())],
}

const money: Readonly<Record<string, { field: string; read: typeof amountCell }>> = {
  amount: { field: 'amountMinor', read: amountCell },
  balance: { field: 'balanceMinor', read: balanceCell },
  outstanding: { field: 'outstandingMinor', read: amountCell },
  limit: { field: 'limitMinor', read: amountCell },
  monthlyIncome: { field: 'monthlyIncomeMinor', read: amountCell },
}
const numbers: ReadonlySet<string> = new Set(['version', 'expectedSalaryDay', 'birthYear'])
const shared: ReadonlySet<string> = new Set(['kind', 'customer', 'id', 'at'])

/** The product's own format: one file for every kind of fact, told apart by the column `kind`. */
export async function openCanonical(
  source: string | CsvText,
  zone: string,
): Promise<AsyncGenerator<InputRow>> {
  const file = await openCsv(source, ',', canonicalColumns)
  const clock = createDayClock(zone)
  return mapRows(file, (row) => {
    const customerId = customerCell(row, 'customer')
    return [{ line: row.line, customerId, fact: factOf(file, row, customerId, clock) }]
  })
}

function factOf(file: CsvFile, row: CsvRow, customerId: string, clock: DayClock): CustomerFact {
  const kind = kindOf(row)
  const draft: Draft = {
    kind,
    id: idOf(file, row, kind),
    ...fieldsOf(row, kind),
    at: atOf(row, customerId, clock),
  }
  const verdict = validateFact(draft)
  if (verdict.ok) return verdict.value
  const { field, reason, fix } = verdict.fault
  throw new CellFault(columnOf(field), reason, fix)
}

function kindOf(row: CsvRow): Kind {
  const kind = row.cell('kind')
  if (Object.hasOwn(columnsOfKind, kind)) return kind as Kind
  throw new CellFault('kind', 'is not known', `use one of ${Object.keys(columnsOfKind).join(', ')}`)
}

function idOf(file: CsvFile, row: CsvRow, kind: Kind): string {
  const id = row.cell('id')
  if (id !== '') return id
  if (kind === 'obligation')
    throw new CellFault('id', 'is missing', 'settlements refer to an obligation by it')
  return idOfRow(file.name, row)
}

function fieldsOf(row: CsvRow, kind: Kind): Draft {
  const known = columnsOfKind[kind]
  const stray = canonicalColumns.optional.find(
    (column) => row.cell(column) !== '' && !known.includes(column) && !shared.has(column),
  )
  if (stray !== undefined) throw new CellFault(stray, `is no column of a ${kind}`, 'leave it empty')
  const fields: Draft = {}
  for (const column of known) {
    const text = row.cell(column)
    if (text === '') continue
    const amount = money[column]
    if (amount) fields[amount.field] = amount.read(row, column)
    else if (column === 'category') fields.category = categoryOf(row)
    else fields[column] = numbers.has(column) ? wholeOf(column, text) : text
  }
  return fields
}

function categoryOf(row: CsvRow): string {
  const category = neutralCategory(
    row.cell('category'),
    row.cell('direction') === 'credit' ? 'credit' : 'debit',
  )
  if (category !== null) return category
  throw new CellFault('category', 'is not known', 'use a category of docs/formats.md')
}

function wholeOf(column: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new CellFault(column, 'is no whole number', 'give digits only')
}

function atOf(row: CsvRow, customerId: string, clock: DayClock): string {
  const text = row.cell('at')
  if (isDate(text)) return clock(customerId, text)
  const instant_ms = instantOrNull(text)
  if (instant_ms !== null) return new Date(instant_ms).toISOString()
  throw new CellFault(
    'at',
    'is no date',
    'give a date such as 2026-03-01 or an instant such as 2026-03-01T09:30:00Z',
  )
}

/** The column that a field of a fact came from. */
const columnOf = (field: string): string =>
  Object.entries(money).find(([, amount]) => amount.field === field)?.[0] ?? field

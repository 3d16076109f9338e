import type { CustomerFact } from '../domain/bank-event.ts'
import { AMOUNT_MINOR_MAX, minorFromDecimal } from '../domain/money.ts'
import { isDate } from './formats/cells.ts'
import type { FieldMapping, Mapping, TableMapping } from './mapping.ts'
import { validateFact, type Fault } from './validate.ts'

/** A row as the transform of Kafka Connect puts it on the topic: ids are tokens by now. */
export type CapturedRow = { table: string; op: string; row: Record<string, unknown> }
/** Who owns what, by tokens. */
export type Ownership = { owned: string; customer: string }
/** A fact of a customer, or of whoever owns what it names. */
export type MappedFact = { customer: string | null; owned: string | null; fact: CustomerFact }
export type MappedRowOf = { ownership: Ownership | null; mapped: MappedFact | null } | { fault: Fault }

const NOTHING: MappedRowOf = { ownership: null, mapped: null }
/** What is deleted takes nothing back: banks delete to archive. */
const DELETED = 'd'

class FieldFault extends Error {
  readonly fault: Fault
  constructor(field: string, reason: string, fix: string) {
    super(reason)
    this.fault = { field, reason, fix }
  }
}

/** Maps a row of a bank's database by the mapping's data. */
export function mapCapturedRow(mapping: Mapping, { table, op, row }: CapturedRow): MappedRowOf {
  if (op === DELETED) return NOTHING
  const rules = mapping.tables[table]
  if (!rules) return { fault: { field: 'table', reason: 'is not mapped', fix: 'name it in the mapping' } }
  try {
    return { ownership: ownershipOf(rules, row), mapped: factOf(rules, row) }
  } catch (error) {
    if (error instanceof FieldFault) return { fault: error.fault }
    throw error
  }
}

function ownershipOf({ owner }: TableMapping, row: CapturedRow['row']): Ownership | null {
  return owner ? { owned: idOf(row, owner.owned), customer: idOf(row, owner.customer) } : null
}

function factOf(rules: TableMapping, row: CapturedRow['row']): MappedFact | null {
  const { skip, fact: fields, customer } = rules
  if (!fields || !customer) return null
  if (skip && skip.values.includes(String(row[skip.column]))) return null
  const draft: Record<string, string | number> = {}
  for (const [field, mapping] of Object.entries(fields)) {
    const value = 'value' in mapping ? mapping.value : valueOf(row, mapping)
    if (value !== null) draft[field] = value
  }
  const verdict = validateFact(draft)
  if (!verdict.ok) throw new FieldFault(verdict.fault.field, verdict.fault.reason, verdict.fault.fix)
  return {
    customer: 'column' in customer ? idOf(row, customer.column) : null,
    owned: 'owned' in customer ? idOf(row, customer.owned) : null,
    fact: verdict.value,
  }
}

function idOf(row: CapturedRow['row'], column: string): string {
  const id = row[column]
  if (typeof id === 'string' && id !== '') return id
  throw new FieldFault(column, 'is missing', 'the row must name it')
}

function valueOf(
  row: CapturedRow['row'],
  { column, as, values }: Extract<FieldMapping, { column: string }>,
): string | number | null {
  const raw = row[column]
  if (raw === undefined || raw === null) return null
  const text = String(raw)
  if (values)
    return (
      values[text] ?? fail(column, 'is not one of the mapped values', 'add it to “values” of the mapping')
    )
  return readers[as](text, column)
}

const readers: Record<
  'text' | 'integer' | 'minor' | 'minor-unsigned' | 'direction' | 'date' | 'instant',
  Reader
> = {
  text: (text) => text,
  integer: (text, column) =>
    /^-?\d{1,15}$/.test(text)
      ? Number(text)
      : fail(column, 'is no whole number', 'map a column of whole numbers'),
  minor: (text, column) => minorOf(text, column),
  'minor-unsigned': (text, column) => Math.abs(minorOf(text, column)),
  direction: (text, column) => (minorOf(text, column) < 0 ? 'debit' : 'credit'),
  date: (text, column) => {
    const date = text.slice(0, 10)
    return isDate(date) ? date : fail(column, 'is no date', 'map a column of type date')
  },
  instant: (text, column) => {
    const instant_ms = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN
    if (Number.isFinite(instant_ms)) return new Date(instant_ms).toISOString()
    return fail(column, 'is no instant', 'map a column of type timestamp with time zone')
  },
}
type Reader = (text: string, column: string) => string | number

/** Decimal text of a numeric column; more than two places are refused unless they are zeros. */
function minorOf(text: string, column: string): number {
  const minor = minorFromDecimal(text.replace(/(\.\d\d)0+$/, '$1'))
  if (minor === null || Math.abs(minor) > AMOUNT_MINOR_MAX)
    return fail(column, 'is no amount', 'map a column of type numeric with two places')
  return minor
}

function fail(column: string, reason: string, fix: string): never {
  throw new FieldFault(column, reason, fix)
}

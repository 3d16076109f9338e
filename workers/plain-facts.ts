import { categories, channels, type Transaction } from '../domain/transaction.ts'
import { AMOUNT_MINOR_MAX } from '../domain/money.ts'
import { products, settlementStatuses, type Obligation, type Settlement } from '../domain/obligation.ts'

// The schemas of `domain/` decide what a fact is. These checks know the usual form of the usual facts and are many
// times faster: what they let through the schema accepts as it is; what they do not goes to the schema.

type Raw = Readonly<Record<string, unknown>>

/** Whether parsed JSON is, in the usual form, a fact of the kinds that come by the million. */
export function isPlainFact(json: unknown): json is Transaction | Settlement | Obligation {
  if (typeof json !== 'object' || json === null) return false
  const fact = json as Raw
  if (!isPlainId(fact['id']) || !isPlainInstant(fact['at'])) return false
  if (fact['kind'] === 'transaction') return isTransaction(fact)
  if (fact['kind'] === 'settlement') return isSettlement(fact)
  return fact['kind'] === 'obligation' && isObligation(fact)
}

const setOf = (values: readonly string[]): ReadonlySet<unknown> => new Set(values)
const knownChannels = setOf(channels)
const knownCategories = setOf(categories)
const knownProducts = setOf(products)
const knownStatuses = setOf(settlementStatuses)

const TRANSACTION_FIELDS = 8
const SETTLEMENT_FIELDS = 6
const OBLIGATION_FIELDS = 9
const VERSION_MAX = 2_147_483_647

function isTransaction(fact: Raw): boolean {
  const { direction, balanceMinor, status, taxonomy, reverses } = fact
  let fields = TRANSACTION_FIELDS
  if (direction !== 'debit' && direction !== 'credit') return false
  if (!isAmount(fact['amountMinor']) || !isCurrency(fact['currency'])) return false
  if (!knownChannels.has(fact['channel']) || !knownCategories.has(fact['category'])) return false
  if (balanceMinor !== undefined) {
    if (!isBalance(balanceMinor)) return false
    fields++
  }
  if (status !== undefined) {
    if (status !== 'posted' && status !== 'failed') return false
    fields++
  }
  if (taxonomy !== undefined) {
    if (taxonomy !== 'essential-only') return false
    fields++
  }
  if (reverses !== undefined) {
    if (!isPlainId(reverses)) return false
    fields++
  }
  return hasFields(fact, fields)
}

const isSettlement = (fact: Raw): boolean =>
  isPlainId(fact['obligationId']) &&
  knownStatuses.has(fact['status']) &&
  isAmount(fact['amountMinor']) &&
  hasFields(fact, SETTLEMENT_FIELDS)

function isObligation(fact: Raw): boolean {
  const { version, dueDate, outstandingMinor, limitMinor } = fact
  let fields = OBLIGATION_FIELDS
  if (!isWhole(version) || version < 1 || version > VERSION_MAX) return false
  if (!knownProducts.has(fact['product']) || !isPlainId(fact['productId'])) return false
  if (typeof dueDate !== 'string' || dueDate.length !== 10 || !startsWithDate(dueDate)) return false
  if (!isAmount(fact['amountMinor']) || !isCurrency(fact['currency'])) return false
  if (outstandingMinor !== undefined) {
    if (!isAmount(outstandingMinor)) return false
    fields++
  }
  if (limitMinor !== undefined) {
    if (!isAmount(limitMinor)) return false
    fields++
  }
  return hasFields(fact, fields)
}

function hasFields(fact: Raw, expected: number): boolean {
  let fields = 0
  for (const _name in fact) fields++
  return fields === expected
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && !Object.is(value, -0)
const isAmount = (value: unknown): boolean => isWhole(value) && value >= 0 && value <= AMOUNT_MINOR_MAX
const isBalance = (value: unknown): boolean => isWhole(value) && Math.abs(value) <= AMOUNT_MINOR_MAX

function isCurrency(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 3) return false
  for (let i = 0; i < 3; i++) {
    const code = value.charCodeAt(i)
    if (code < 65 || code > 90) return false
  }
  return true
}

/** Printable ASCII. */
function isPlainId(value: unknown): boolean {
  if (typeof value !== 'string' || value.length === 0 || value.length > 64) return false
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code < 0x20 || code > 0x7e) return false
  }
  return true
}

const NOT_DIGITS = -1000
function two(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48
  const ones = text.charCodeAt(index + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NOT_DIGITS
}

const DASH = 45
const COLON = 58

/** A date of the years 1900 to 2099. */
function startsWithDate(text: string): boolean {
  const century = two(text, 0)
  const month = two(text, 5)
  const day = two(text, 8)
  if (century !== 19 && century !== 20) return false
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(century * 100 + two(text, 2), month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && year !== 1900 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** UTC to the second or the millisecond: `2026-03-02T09:00:00Z`, `2026-03-02T09:00:00.000Z`. */
function isPlainInstant(value: unknown): boolean {
  if (typeof value !== 'string' || (value.length !== 20 && value.length !== 24)) return false
  if (!startsWithDate(value) || value[10] !== 'T' || value.charCodeAt(13) !== COLON) return false
  if (value.charCodeAt(16) !== COLON || value[value.length - 1] !== 'Z') return false
  const [hour, minute, second] = [two(value, 11), two(value, 14), two(value, 17)]
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
  return value.length === 20 || (value[19] === '.' && two(value, 20) >= 0 && two(value, 21) >= 0)
}

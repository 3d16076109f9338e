import type { Reader, Writer } from './bytes.ts'
import { DAY_MS } from '../../domain/calendar.ts'
import { emptyDay, type Day, type Entry, type Place } from './shape.ts'

// Most days have one or two kinds of movement: a bit says which groups of fields follow.
const DEBITS = 1
const CREDITS = 2
const INCOME = 4
const ATM = 8
const BALANCE = 16
const ENTRIES = 32
const OPEN = 64
const DISTRESS = 128
const ESSENTIAL_ONLY = 256
const OTHER_CURRENCY = 512

function groupsOf(day: Day, before: Place): number {
  let groups = 0
  if (day.debits > 0) groups |= DEBITS
  if (day.creditMinor > 0) groups |= CREDITS
  if (day.incomeCount > 0) groups |= INCOME
  if (day.atmCount > 0) groups |= ATM
  if (day.closeMinor !== null) groups |= BALANCE
  if (day.entries.length > 0) groups |= ENTRIES
  if (day.closeId !== '') groups |= OPEN
  if (day.failedDebits > 0 || day.penalties > 0) groups |= DISTRESS
  if (day.essentialOnly) groups |= ESSENTIAL_ONLY
  if (day.currency !== before.currency) groups |= OTHER_CURRENCY
  return groups
}

/** Writes a day as its distance from the bucket before it and the fields that are not zero. */
export function writeDay(out: Writer, day: Day, before: Place): void {
  const groups = groupsOf(day, before)
  out.count(day.day - before.day)
  out.count(groups)
  if (groups & OTHER_CURRENCY) out.text(day.currency)
  out.count(day.transactions)
  if (groups & DEBITS) writeDebits(out, day)
  if (groups & CREDITS) out.count(day.creditMinor)
  if (groups & INCOME) {
    out.count(day.incomeCount)
    out.count(day.incomeMinor)
  }
  if (groups & ATM) {
    out.count(day.atmCount)
    out.count(day.atmMinor)
  }
  if (groups & DISTRESS) {
    out.count(day.failedDebits)
    out.count(day.penalties)
  }
  if (groups & BALANCE) {
    out.whole(day.closeMinor ?? 0)
    // The lowest balance as its distance below the closing one: small, often zero.
    out.count((day.closeMinor ?? 0) - (day.minMinor ?? 0))
  }
  if (groups & OPEN) {
    out.whole(day.closeAt_ms - day.day * DAY_MS)
    out.text(day.closeId)
  }
  if (groups & ENTRIES) writeEntries(out, day.entries)
}

/** Reads a day into `day`, which is empty or one that is not needed any more, and gives it back. */
export function readDay(from: Reader, before: Place, day: Day = emptyDay(0, '')): Day {
  day.day = before.day + from.count()
  const groups = from.count()
  day.currency = groups & OTHER_CURRENCY ? from.text() : before.currency
  day.transactions = from.count()
  day.essentialOnly = (groups & ESSENTIAL_ONLY) !== 0
  readDebits(from, day, (groups & DEBITS) !== 0)
  day.creditMinor = groups & CREDITS ? from.count() : 0
  day.incomeCount = groups & INCOME ? from.count() : 0
  day.incomeMinor = groups & INCOME ? from.count() : 0
  day.atmCount = groups & ATM ? from.count() : 0
  day.atmMinor = groups & ATM ? from.count() : 0
  day.failedDebits = groups & DISTRESS ? from.count() : 0
  day.penalties = groups & DISTRESS ? from.count() : 0
  day.closeMinor = groups & BALANCE ? from.whole() : null
  day.minMinor = day.closeMinor === null ? null : day.closeMinor - from.count()
  day.closeAt_ms = groups & OPEN ? day.day * DAY_MS + from.whole() : 0
  day.closeId = groups & OPEN ? from.text() : ''
  if (groups & ENTRIES) day.entries = readEntries(from)
  return day
}

function writeDebits(out: Writer, { debits, spent }: Day): void {
  out.count(debits)
  out.count(spent.length)
  for (const { category, amountMinor } of spent) {
    out.count(category)
    out.count(amountMinor)
  }
}

function readDebits(from: Reader, day: Day, hasDebits: boolean): void {
  const { spent } = day
  day.debits = hasDebits ? from.count() : 0
  const length = hasDebits ? from.count() : 0
  spent.length = Math.min(spent.length, length)
  for (let i = 0; i < length; i++) {
    const category = from.count()
    const amountMinor = from.count()
    const sum = spent[i]
    if (sum) {
      sum.category = category
      sum.amountMinor = amountMinor
    } else spent.push({ category, amountMinor })
  }
}

function writeEntries(out: Writer, entries: readonly Entry[]): void {
  out.count(entries.length)
  for (const { hash, traits, amountMinor } of entries) {
    out.hash(hash)
    out.count(traits)
    out.count(amountMinor)
  }
}

function readEntries(from: Reader): Entry[] {
  const entries: Entry[] = []
  const length = from.count()
  for (let i = 0; i < length; i++)
    entries.push({ hash: from.hash(), traits: from.count(), amountMinor: from.count() })
  return entries
}

import type { Reader, Writer } from './bytes.ts'
import { emptyDay, NEVER, type Day, type Entry } from './shape.ts'

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

function groupsOf(day: Day, before: Day | null): number {
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
  if (day.currency !== before?.currency) groups |= OTHER_CURRENCY
  return groups
}

/** Writes a day as its distance from the bucket before it and the fields that are not zero. */
export function writeDay(out: Writer, day: Day, before: Day | null): void {
  const groups = groupsOf(day, before)
  out.count(day.day - (before?.day ?? NEVER))
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
    out.count(day.closeAt_ms)
    out.text(day.closeId)
  }
  if (groups & ENTRIES) writeEntries(out, day.entries)
}

export function readDay(from: Reader, before: Day | null): Day {
  const number = (before?.day ?? NEVER) + from.count()
  const groups = from.count()
  const day = emptyDay(number, groups & OTHER_CURRENCY ? from.text() : (before?.currency ?? ''))
  day.transactions = from.count()
  day.essentialOnly = (groups & ESSENTIAL_ONLY) !== 0
  if (groups & DEBITS) readDebits(from, day)
  if (groups & CREDITS) day.creditMinor = from.count()
  if (groups & INCOME) {
    day.incomeCount = from.count()
    day.incomeMinor = from.count()
  }
  if (groups & ATM) {
    day.atmCount = from.count()
    day.atmMinor = from.count()
  }
  if (groups & DISTRESS) {
    day.failedDebits = from.count()
    day.penalties = from.count()
  }
  if (groups & BALANCE) {
    day.closeMinor = from.whole()
    day.minMinor = day.closeMinor - from.count()
  }
  if (groups & OPEN) {
    day.closeAt_ms = from.count()
    day.closeId = from.text()
  }
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

function readDebits(from: Reader, day: Day): void {
  day.debits = from.count()
  const length = from.count()
  for (let i = 0; i < length; i++) day.spent.push({ category: from.count(), amountMinor: from.count() })
}

function writeEntries(out: Writer, entries: readonly Entry[]): void {
  out.count(entries.length)
  for (const { hash, traits, amountMinor } of entries) {
    out.count(hash)
    out.count(traits)
    out.count(amountMinor)
  }
}

function readEntries(from: Reader): Entry[] {
  const entries: Entry[] = []
  const length = from.count()
  for (let i = 0; i < length; i++)
    entries.push({ hash: from.count(), traits: from.count(), amountMinor: from.count() })
  return entries
}

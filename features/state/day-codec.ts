import type { Reader, Writer } from './bytes.ts'
import { emptyDay, type Day } from './shape.ts'

// Most days have one or two kinds of movement: a bit says which groups of fields follow.
const DEBITS = 1
const NEUTRAL = 2
const CREDITS = 4
const INCOME = 8
const ATM = 16
const DISTRESS = 32
const BALANCE = 64
const OPEN = 128
const ESSENTIAL_ONLY = 256

function groupsOf(day: Day): number {
  let groups = 0
  if (day.debits > 0) groups |= DEBITS
  if (day.cashMinor > 0 || day.transferMinor > 0) groups |= NEUTRAL
  if (day.creditMinor > 0) groups |= CREDITS
  if (day.incomeCount > 0) groups |= INCOME
  if (day.atmCount > 0) groups |= ATM
  if (day.failedDebits > 0 || day.penalties > 0) groups |= DISTRESS
  if (day.closeMinor !== null) groups |= BALANCE
  if (day.closeId !== '') groups |= OPEN
  if (day.essentialOnly) groups |= ESSENTIAL_ONLY
  return groups
}

/** Writes a day as its distance from the day before it and the fields that are not zero. */
export function writeDay(out: Writer, day: Day, dayBefore: number): void {
  const groups = groupsOf(day)
  out.count(day.day - dayBefore)
  out.count(groups)
  out.count(day.transactions)
  if (groups & DEBITS) {
    out.count(day.debits)
    out.count(day.debitMinor)
    out.count(day.essentialMinor)
    out.count(day.discretionaryMinor)
  }
  if (groups & NEUTRAL) {
    out.count(day.cashMinor)
    out.count(day.transferMinor)
  }
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
}

export function readDay(from: Reader, dayBefore: number): Day {
  const day = emptyDay(dayBefore + from.count())
  const groups = from.count()
  day.transactions = from.count()
  day.essentialOnly = (groups & ESSENTIAL_ONLY) !== 0
  if (groups & DEBITS) {
    day.debits = from.count()
    day.debitMinor = from.count()
    day.essentialMinor = from.count()
    day.discretionaryMinor = from.count()
  }
  if (groups & NEUTRAL) {
    day.cashMinor = from.count()
    day.transferMinor = from.count()
  }
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
  return day
}

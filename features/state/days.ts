import type { Transaction } from '../../domain/transaction.ts'
import { isDiscretionary, isEssential, isIncome } from '../../domain/transaction.ts'
import { forgetClosed, isOpenDay } from './seen.ts'
import { DAYS_KEPT, emptyDay, type CustomerState, type Day } from './shape.ts'

/** The bucket of a day, made where it is missing. Events come nearly in order, so the search starts at the end. */
function dayOf(state: CustomerState, day: number): Day {
  const { days } = state
  let index = days.length
  while (index > 0 && (days[index - 1] as Day).day > day) index--
  const known = days[index - 1]
  if (known && known.day === day) return known
  const fresh = emptyDay(day)
  days.splice(index, 0, fresh)
  return fresh
}

/** Moves the customer's newest instant, and drops what has grown too old to matter. */
export function advance(state: CustomerState, at_ms: number, day: number): void {
  if (at_ms > state.newest_ms) state.newest_ms = at_ms
  if (day <= state.newestDay) return
  const openBefore = state.days.findLastIndex((known) => !isOpenDay(state, known.day)) + 1
  state.newestDay = day
  forgetClosed(state)
  closeDays(state, openBefore)
  dropOldObligations(state)
}

/** `from`: the first day that was still open before. */
function closeDays(state: CustomerState, from: number): void {
  const { days, newestDay } = state
  for (let i = from; i < days.length; i++) {
    const day = days[i] as Day
    if (isOpenDay(state, day.day)) break
    day.closeAt_ms = 0
    day.closeId = ''
  }
  let old = 0
  while (old < days.length && (days[old] as Day).day <= newestDay - DAYS_KEPT) old++
  if (old > 0) days.splice(0, old)
}

/** Whether an obligation due (or, without terms, settled) on this day still matters. */
export const isRecentDue = (state: CustomerState, day: number): boolean => day > state.newestDay - DAYS_KEPT

function dropOldObligations(state: CustomerState): void {
  const isKept = ({ terms, settlements }: CustomerState['obligations'][number]) =>
    isRecentDue(state, terms ? terms.dueDay : (settlements.at(-1)?.day ?? state.newestDay))
  if (!state.obligations.every(isKept)) state.obligations = state.obligations.filter(isKept)
}

/** Adds a transaction to its day. */
export function addToDay(state: CustomerState, fact: Transaction, at_ms: number, dayNumber: number): void {
  const day = dayOf(state, dayNumber)
  if (fact.taxonomy === 'essential-only') day.essentialOnly = true
  if (fact.status === 'failed') {
    day.failedDebits++
    return
  }
  state.transactionsTotal++
  day.transactions++
  if (dayNumber > state.lastTransactionDay) state.lastTransactionDay = dayNumber
  if (fact.direction === 'debit') addDebit(day, fact)
  else if (addCredit(day, fact) && dayNumber > state.lastIncomeDay) state.lastIncomeDay = dayNumber
  if (fact.balanceMinor !== undefined) addBalance(day, fact.balanceMinor, at_ms, fact.id)
}

function addDebit(day: Day, { amountMinor, category, channel }: Transaction): void {
  day.debits++
  day.debitMinor += amountMinor
  if (isEssential(category)) day.essentialMinor += amountMinor
  else if (isDiscretionary(category)) day.discretionaryMinor += amountMinor
  else if (category === 'cash_out') day.cashMinor += amountMinor
  else if (category === 'transfer_out') day.transferMinor += amountMinor
  else if (category === 'penalty_interest') day.penalties++
  if (channel === 'atm') {
    day.atmCount++
    day.atmMinor += amountMinor
  }
}

/** Whether it is income. */
function addCredit(day: Day, { amountMinor, category }: Transaction): boolean {
  day.creditMinor += amountMinor
  if (!isIncome(category)) return false
  day.incomeCount++
  day.incomeMinor += amountMinor
  return true
}

/** The day closes with the balance of its latest instant; of several, with that of the greatest id. */
function addBalance(day: Day, balanceMinor: number, at_ms: number, id: string): void {
  if (day.minMinor === null || balanceMinor < day.minMinor) day.minMinor = balanceMinor
  const isLater = at_ms > day.closeAt_ms || (at_ms === day.closeAt_ms && id > day.closeId)
  if (day.closeMinor !== null && !isLater) return
  day.closeMinor = balanceMinor
  day.closeAt_ms = at_ms
  day.closeId = id
}

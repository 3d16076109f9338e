import type { Transaction } from '../../domain/transaction.ts'
import { bucketOf } from './entries.ts'
import { hashOfId } from './hash.ts'
import { isFinalDay, isOpenDay } from './horizon.ts'
import { forgetClosed } from './seen.ts'
import { DAYS_KEPT, type CustomerState, type Day, type Entry } from './shape.ts'
import { isRefund } from './traits.ts'
import { forgetUndoings, keepEntry } from './undo.ts'

/** Moves the customer's newest instant, and drops what has grown too old to matter. */
export function advance(state: CustomerState, at_ms: number, day: number): void {
  if (at_ms > state.newest_ms) state.newest_ms = at_ms
  if (day <= state.newestDay) return
  const firstUnfinished = state.days.findLastIndex((known) => isFinalDay(state, known.day)) + 1
  state.newestDay = day
  forgetClosed(state)
  forgetUndoings(state)
  closeDays(state, firstUnfinished)
  dropOldDays(state)
  finishSettlements(state)
}

/** `from`: the first day of which something could still be undone before. */
function closeDays(state: CustomerState, from: number): void {
  for (let i = from; i < state.days.length; i++) {
    const day = state.days[i] as Day
    if (isOpenDay(state, day.day)) break
    day.closeAt_ms = 0
    day.closeId = ''
    if (isFinalDay(state, day.day)) day.entries = []
  }
}

function dropOldDays(state: CustomerState): void {
  const { days, newestDay } = state
  let old = 0
  for (; old < days.length; old++) {
    const { day, transactions, incomeCount } = days[old] as Day
    if (day > newestDay - DAYS_KEPT) break
    if (transactions > 0) state.olderTransactionDay = day
    if (incomeCount > 0) state.olderIncomeDay = day
  }
  if (old > 0) days.splice(0, old)
}

/** Whether an obligation due (or, without terms, settled) on this day still matters. */
export const isRecentDue = (state: CustomerState, day: number): boolean => day > state.newestDay - DAYS_KEPT

/** Drops obligations of long ago, and the hashes of settlements that cannot be undone any more. */
function finishSettlements(state: CustomerState): void {
  const isKept = ({ terms, settlements }: CustomerState['obligations'][number]) =>
    isRecentDue(state, terms ? terms.dueDay : (settlements.at(-1)?.day ?? state.newestDay))
  if (!state.obligations.every(isKept)) state.obligations = state.obligations.filter(isKept)
  for (const { settlements } of state.obligations)
    for (const settlement of settlements)
      if (settlement.hash !== 0 && isFinalDay(state, settlement.day)) settlement.hash = 0
}

/** Adds a transaction to its day. */
export function addToDay(
  state: CustomerState,
  fact: Transaction,
  entry: Entry,
  at_ms: number,
  dayNumber: number,
): void {
  const day = bucketOf(state, dayNumber, fact.currency)
  if (fact.taxonomy === 'essential-only') day.essentialOnly = true
  keepEntry(state, day, entry, isRefund(entry) ? hashOfId('transaction', fact.reverses ?? '') : 0)
  // A balance is a reading of the account: it was so, whatever became of the transaction.
  if (fact.balanceMinor !== undefined && fact.status !== 'failed')
    addBalance(day, fact.balanceMinor, at_ms, fact.id)
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

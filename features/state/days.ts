import type { Transaction } from '../../domain/transaction.ts'
import { bucketOf, dropEntries } from './entries.ts'
import { hashOfId } from './hash.ts'
import { isFinalDay, isOpenDay } from './horizon.ts'
import { dropOldDays, hasManyFinal, settleDays } from './past.ts'
import { tidyObligations } from './obligations.ts'
import { forgetClosed } from './seen.ts'
import type { CustomerState, Day, Entry } from './shape.ts'
import { isRefund } from './traits.ts'
import { forgetUndoings, keepEntry } from './undo.ts'

/** Moves the customer's newest instant, and drops what has grown too old to matter. */
export function advance(state: CustomerState, at_ms: number, day: number): void {
  if (at_ms > state.newest_ms) state.newest_ms = at_ms
  if (day <= state.newestDay) return
  let firstUnfinished = 0
  while (firstUnfinished < state.days.length && isFinalDay(state, (state.days[firstUnfinished] as Day).day))
    firstUnfinished++
  state.newestDay = day
  forgetClosed(state)
  forgetUndoings(state)
  closeDays(state, firstUnfinished)
  if (hasManyFinal(state)) settleDays(state)
  dropOldDays(state)
  if (day >= state.tidyDay) tidyObligations(state)
}

/** `from`: the first day of which something could still be undone before. */
function closeDays(state: CustomerState, from: number): void {
  for (let i = from; i < state.days.length; i++) {
    const day = state.days[i] as Day
    if (isOpenDay(state, day.day)) break
    day.closeAt_ms = 0
    day.closeId = ''
    if (isFinalDay(state, day.day)) dropEntries(state, day)
  }
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

import { insertAt, removeAt } from './lists.ts'
import type { CategorySum, CustomerState, Day, Entry } from './shape.ts'
import { isAtm, isDebit, isFailed, isIncomeEntry, penaltyPlace, placeIn } from './traits.ts'

/** Adds a transaction to its day with the part of its amount that counts (`sign` 1), or takes it off again (−1). */
export function count(state: CustomerState, day: Day, entry: Entry, amountMinor: number, sign: 1 | -1): void {
  if (isFailed(entry)) {
    day.failedDebits += sign
    return
  }
  state.transactionsTotal += sign
  day.transactions += sign
  const change = sign * amountMinor
  if (isDebit(entry)) countDebit(day, entry, change, sign)
  else {
    day.creditMinor += change
    if (isIncomeEntry(entry)) {
      day.incomeCount += sign
      day.incomeMinor += change
    }
  }
}

function countDebit(day: Day, entry: Entry, change: number, sign: 1 | -1): void {
  const place = placeIn(entry)
  day.debits += sign
  spend(day.spent, place, change)
  if (place === penaltyPlace) day.penalties += sign
  if (!isAtm(entry)) return
  day.atmCount += sign
  day.atmMinor += change
}

function spend(spent: CategorySum[], category: number, change: number): void {
  let index = 0
  while (index < spent.length && (spent[index] as CategorySum).category < category) index++
  const known = spent[index]
  if (known?.category !== category) {
    if (change !== 0) insertAt(spent, index, { category, amountMinor: change })
    return
  }
  known.amountMinor += change
  if (known.amountMinor === 0) removeAt(spent, index)
}

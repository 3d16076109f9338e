import type { Day } from '../state/shape.ts'

/** What a window of days adds up to; money in minor units. */
export interface Sums {
  transactions: number
  activeDays: number
  debits: number
  debitMinor: number
  essentialMinor: number
  discretionaryMinor: number
  cashMinor: number
  transferMinor: number
  creditMinor: number
  atmCount: number
  atmMinor: number
  failedDebits: number
  penalties: number
  essentialOnly: boolean
}

export const noSums = (): Sums => ({
  transactions: 0,
  activeDays: 0,
  debits: 0,
  debitMinor: 0,
  essentialMinor: 0,
  discretionaryMinor: 0,
  cashMinor: 0,
  transferMinor: 0,
  creditMinor: 0,
  atmCount: 0,
  atmMinor: 0,
  failedDebits: 0,
  penalties: 0,
  essentialOnly: false,
})

export function addDay(sums: Sums, day: Day): void {
  sums.transactions += day.transactions
  if (day.transactions > 0) sums.activeDays++
  sums.debits += day.debits
  sums.debitMinor += day.debitMinor
  sums.essentialMinor += day.essentialMinor
  sums.discretionaryMinor += day.discretionaryMinor
  sums.cashMinor += day.cashMinor
  sums.transferMinor += day.transferMinor
  sums.creditMinor += day.creditMinor
  sums.atmCount += day.atmCount
  sums.atmMinor += day.atmMinor
  sums.failedDebits += day.failedDebits
  sums.penalties += day.penalties
  if (day.essentialOnly) sums.essentialOnly = true
}

/** Shares of debits by what they were for: essential, discretionary, cash, transfers, the rest. */
export const mixOf = (sums: Sums): number[] => {
  const named = [sums.essentialMinor, sums.discretionaryMinor, sums.cashMinor, sums.transferMinor]
  const rest = sums.debitMinor - named.reduce((sum, part) => sum + part, 0)
  return [...named, rest].map((part) => part / sums.debitMinor)
}

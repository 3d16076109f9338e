import { localDayNumber } from '../domain/bank-time.ts'
import { dateOfDay, type LocalDate } from '../domain/calendar.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { computeFeatures } from './compute.ts'
import { allDays, type CustomerState } from './state.ts'
import { addDay, noSums } from './view/sums.ts'

/** One day of a customer for people's eyes; minor units of the customer's currency. */
export type HistoryDay = {
  date: LocalDate
  incomeMinor: number
  creditMinor: number
  debitMinor: number
  essentialMinor: number
  discretionaryMinor: number
  cashMinor: number
  failedDebits: number
  /** The balance at the end of the day; null where no source told it. */
  closeMinor: number | null
}

export type HistoryObligation = {
  id: string
  product: string
  dueDate: LocalDate
  amountMinor: number
  currency: string
  settlements: { date: LocalDate; status: string; amountMinor: number }[]
}

/** The days that are kept of a customer, oldest first; a day without anything is left out. */
export const historyDays = (state: CustomerState): HistoryDay[] =>
  allDays(state).map((day) => {
    const sums = noSums()
    addDay(sums, day, true)
    const { creditMinor, debitMinor, essentialMinor, discretionaryMinor, cashMinor, failedDebits } = sums
    return {
      date: dateOfDay(day.day),
      incomeMinor: day.incomeMinor,
      creditMinor,
      debitMinor,
      essentialMinor,
      discretionaryMinor,
      cashMinor,
      failedDebits,
      closeMinor: day.closeMinor,
    }
  })

/** What was and is due, with what was paid, in order of the due date. */
export const historyObligations = (state: CustomerState): HistoryObligation[] =>
  state.obligations
    .flatMap(({ id, terms, settlements }) =>
      terms
        ? [
            {
              id,
              product: terms.product,
              dueDate: dateOfDay(terms.dueDay),
              amountMinor: terms.amountMinor,
              currency: terms.currency,
              settlements: settlements.map(({ day, status, amountMinor }) => ({
                date: dateOfDay(day),
                status,
                amountMinor,
              })),
            },
          ]
        : [],
    )
    .sort((a, b) => a.dueDate.localeCompare(b.dueDate))

const DAY_MS = 86_400_000

/** The features as they were at instants in the past, oldest first: `points` of them, `step_days` apart, the last one now. */
export function featureHistory(
  state: CustomerState,
  asOf_ms: number,
  zone: string,
  { points, step_days }: { points: number; step_days: number },
): { date: LocalDate; features: FeatureVector }[] {
  return Array.from({ length: points }, (_, index) => {
    const at_ms = asOf_ms - (points - 1 - index) * step_days * DAY_MS
    return { date: dateOfDay(localDayNumber(at_ms, zone)), features: computeFeatures(state, at_ms, zone) }
  })
}

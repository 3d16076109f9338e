import { addDays, daysBetween, type LocalDate } from '../../domain/calendar.ts'
import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../../domain/evaluation.ts'

/** One obligation whose end is known; `label` 1: not paid on time, 0: paid on time, null: censored. */
export interface KnownOutcome {
  customer: string
  product: string
  dueDate: LocalDate
  amountMinor: number
  /** The local date on which the bank knew of it. */
  knownOn: LocalDate
  label: 0 | 1 | null
}

/** What a model learns from: whether the obligation that is next as of a day is paid on time. */
export interface Example {
  customer: string
  asOf: LocalDate
  dueDate: LocalDate
  product: string
  label: 0 | 1
}

/** The stream scores on any day from 3 to 35 before the due date; these stand for all of them. */
export const LEADS_DAYS = [28, 21, 14, 7] as const
/** The longest windows look back this far; an earlier example would be unlike the later ones. */
export const WARM_UP_DAYS = 180

/**
 * One example for each obligation and lead, where at that time the bank knew of the obligation and it was the
 * customer's next one, as a score always speaks of the next.
 */
export function examplesOf(outcomes: readonly KnownOutcome[]): Example[] {
  const first = outcomes.reduce(
    (earliest, { knownOn }) => (knownOn < earliest ? knownOn : earliest),
    '9999-12-31',
  )
  const begin = outcomes.length === 0 ? first : addDays(first, WARM_UP_DAYS)
  const examples: Example[] = []
  for (const ofCustomer of Map.groupBy(outcomes, ({ customer }) => customer).values())
    for (const outcome of ofCustomer)
      for (const lead of LEADS_DAYS) {
        const { customer, dueDate, product, label, knownOn } = outcome
        const asOf = addDays(dueDate, -lead)
        if (label === null || asOf < begin || asOf <= knownOn || !isNext(outcome, asOf, ofCustomer)) continue
        examples.push({ customer, asOf, dueDate, product, label })
      }
  return examples
}

/** Due first of those in 3 to 35 days; of one day the largest. */
function isNext(outcome: KnownOutcome, asOf: LocalDate, all: readonly KnownOutcome[]): boolean {
  return !all.some(({ dueDate, amountMinor }) => {
    const days = daysBetween(asOf, dueDate)
    const isAhead = days >= DUE_MIN_DAYS && days <= DUE_MAX_DAYS
    const isLarger = dueDate === outcome.dueDate && amountMinor > outcome.amountMinor
    return isAhead && (dueDate < outcome.dueDate || isLarger)
  })
}

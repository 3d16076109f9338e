import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../../domain/evaluation.ts'
import { PAID_SHARE } from '../../domain/outcome.ts'
import { dayInMonth, monthAndDay } from '../months.ts'
import type { CustomerState, KnownObligation, Terms } from '../state/shape.ts'
import { afterGrace } from './grace.ts'

const LATE_WINDOW_DAYS = 180
const FAILED_WINDOW_DAYS = 90

export type DueTerms = { id: string; terms: Terms }

/** Money in minor units of the main currency. */
export interface Obligations {
  /** Due in 3–35 days and not yet paid or called off; of one day the largest. */
  next: DueTerms | null
  /** Due from the as-of day until the same day of the next month; null where no obligation is known. */
  dueInMonthMinor: number | null
  /** Of the last 180 days, past their grace. */
  judged: number
  late: number
  /** Days from due to the last payment of the newest obligation that was paid; negative: early. */
  lastPaymentLag_days: number | null
  returnedDebits90: number
}

/** `currency`: the main one. What is due in another is an obligation like any, but adds to no sum. */
export function obligationsOf(state: CustomerState, asOfDay: number, currency: string | null): Obligations {
  const monthEnd = aMonthAfter(asOfDay)
  const found: Obligations = {
    next: null,
    dueInMonthMinor: null,
    judged: 0,
    late: 0,
    lastPaymentLag_days: null,
    returnedDebits90: 0,
  }
  let newestPaidDue = -Infinity
  for (const known of state.obligations) {
    found.returnedDebits90 += returnedOf(known, asOfDay)
    const { terms } = known
    if (terms === null || isCalledOff(known, asOfDay)) continue
    const { dueDay, amountMinor } = terms
    if (dueDay >= asOfDay && dueDay < monthEnd && terms.currency === currency)
      found.dueInMonthMinor = (found.dueInMonthMinor ?? 0) + amountMinor
    if (isNext(known, terms, found.next, asOfDay)) found.next = { id: known.id, terms }
    judge(found, known, terms, asOfDay)
    const lag = paymentLag(known, terms, asOfDay)
    if (lag !== null && dueDay >= newestPaidDue) {
      newestPaidDue = dueDay
      found.lastPaymentLag_days = lag
    }
  }
  return found
}

function aMonthAfter(day: number): number {
  const { month, dayOfMonth } = monthAndDay(day)
  return dayInMonth(month + 1, dayOfMonth)
}

function isNext(known: KnownObligation, terms: Terms, best: DueTerms | null, asOfDay: number): boolean {
  const ahead = terms.dueDay - asOfDay
  if (ahead < DUE_MIN_DAYS || ahead > DUE_MAX_DAYS || isPaidBy(known, terms, asOfDay)) return false
  if (best === null || terms.dueDay !== best.terms.dueDay)
    return best === null || terms.dueDay < best.terms.dueDay
  return terms.amountMinor > best.terms.amountMinor
}

function judge(found: Obligations, known: KnownObligation, terms: Terms, asOfDay: number): void {
  const lastOnTime = afterGrace(terms.dueDay)
  if (asOfDay <= lastOnTime || terms.dueDay <= asOfDay - LATE_WINDOW_DAYS) return
  found.judged++
  if (!isPaidBy(known, terms, lastOnTime)) found.late++
}

function isPaidBy({ settlements }: KnownObligation, terms: Terms, day: number): boolean {
  let paid = 0
  for (const settlement of settlements) if (settlement.day <= day) paid += settlement.amountMinor
  return paid >= terms.amountMinor * PAID_SHARE
}

const isCalledOff = ({ settlements }: KnownObligation, asOfDay: number): boolean =>
  settlements.some(
    ({ day, status }) =>
      day <= asOfDay && (status === 'deferred' || status === 'restructured' || status === 'closed'),
  )

const returnedOf = ({ settlements }: KnownObligation, asOfDay: number): number =>
  settlements.filter(
    ({ day, status }) =>
      status === 'auto_debit_failed' && day <= asOfDay && day > asOfDay - FAILED_WINDOW_DAYS,
  ).length

function paymentLag({ settlements }: KnownObligation, terms: Terms, asOfDay: number): number | null {
  const last = settlements.findLast(({ day, amountMinor }) => day <= asOfDay && amountMinor > 0)
  return last ? last.day - terms.dueDay : null
}

import { dayInMonth, firstDayOf, monthAndDay } from '../months.ts'
import type { CustomerState, Day } from '../state/shape.ts'
import { lowerMedian, median } from './numbers.ts'

/** Calendar months that income is looked for in: the current one and the five before it. */
export const INCOME_MONTHS = 6
/** A month's income counts as its own pay only this long after the last one. */
const PAY_CYCLE_MIN_DAYS = 15
const RECURRING_MONTHS_MIN = 3

export interface IncomeDay {
  day: number
  /** Null where it came in another than the main currency. */
  amountMinor: number | null
}

/** Regular income: salary, pension and benefits. */
export interface Income {
  isExpected: boolean
  /** Days of the six months on which income came, ascending; of whatever currency. */
  days: IncomeDay[]
  monthsSeen: number
  /** The newest day with income ever, on or before the as-of day. */
  lastDay: number | null
  /** From the master data, else the median of the complete months with income, else the current month's. */
  monthlyMinor: number | null
  usualPayDay: number | null
  /** Days past the pay day that followed the last income; 0 before it. */
  delay_days: number | null
}

/** Income as known at the end of `asOfDay`. */
export function incomeOf(
  state: CustomerState,
  buckets: readonly Day[],
  asOfDay: number,
  currency: string | null,
): Income {
  const current = monthAndDay(asOfDay).month
  const days = incomeDays(buckets, firstDayOf(current - INCOME_MONTHS + 1), asOfDay, currency)
  const months = byMonth(days, current - INCOME_MONTHS + 1)
  const monthsSeen = months.filter((month) => month.length > 0).length
  const payDay = state.master?.expectedSalaryDay ?? null
  const lastDay = days.at(-1)?.day ?? olderIncomeDay(state, asOfDay)
  const usualPayDay = payDay ?? observedPayDay(months)
  return {
    isExpected: payDay !== null || monthsSeen >= RECURRING_MONTHS_MIN,
    days,
    monthsSeen,
    lastDay,
    monthlyMinor: state.master?.monthlyIncomeMinor ?? observedMonthly(months),
    usualPayDay,
    delay_days: delayOf(lastDay, usualPayDay, asOfDay),
  }
}

function incomeDays(buckets: readonly Day[], from: number, to: number, main: string | null): IncomeDay[] {
  const found: IncomeDay[] = []
  for (const { day, currency, incomeCount, incomeMinor } of buckets) {
    if (incomeCount === 0 || day < from || day > to) continue
    const amountMinor = currency === main ? incomeMinor : null
    const before = found.at(-1)
    if (before?.day !== day) found.push({ day, amountMinor })
    else before.amountMinor ??= amountMinor
  }
  return found
}

const olderIncomeDay = (state: CustomerState, asOfDay: number): number | null =>
  state.olderIncomeDay >= 0 && state.olderIncomeDay <= asOfDay ? state.olderIncomeDay : null

function byMonth(days: readonly IncomeDay[], firstMonth: number): IncomeDay[][] {
  const months: IncomeDay[][] = Array.from({ length: INCOME_MONTHS }, () => [])
  for (const income of days) months[monthAndDay(income.day).month - firstMonth]?.push(income)
  return months
}

function observedMonthly(months: readonly IncomeDay[][]): number | null {
  const sums = months.map((month) => month.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0))
  const complete = sums.slice(0, -1).filter((sum) => sum > 0)
  const current = sums.at(-1) ?? 0
  return median(complete) ?? (current > 0 ? current : null)
}

/** The day of the month on which the largest income of each month came, in the middle of at least two months. */
function observedPayDay(months: readonly IncomeDay[][]): number | null {
  const payDays: number[] = []
  for (const month of months) {
    const first = month[0]
    if (!first) continue
    const largest = month.reduce(
      (best, income) => ((income.amountMinor ?? 0) > (best.amountMinor ?? 0) ? income : best),
      first,
    )
    payDays.push(monthAndDay(largest.day).dayOfMonth)
  }
  return payDays.length >= 2 ? lowerMedian(payDays) : null
}

function delayOf(lastDay: number | null, payDay: number | null, asOfDay: number): number | null {
  if (lastDay === null || payDay === null) return null
  const earliest = lastDay + PAY_CYCLE_MIN_DAYS
  let month = monthAndDay(earliest).month
  if (dayInMonth(month, payDay) < earliest) month++
  return Math.max(0, asOfDay - dayInMonth(month, payDay))
}

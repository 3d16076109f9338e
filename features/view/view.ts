import { borrowDays } from '../state/past.ts'
import type { CustomerState, Day } from '../state/shape.ts'
import { balancesOf, type Balances } from './balances.ts'
import { mainCurrency } from './currency.ts'
import { debtsOf, type Debts } from './debts.ts'
import { incomeOf, type Income } from './income.ts'
import { gapsOf, medianOfWhole } from './numbers.ts'
import { obligationsOf, type Obligations } from './obligations.ts'
import { addDay, noSums, sumOf, type Sums } from './sums.ts'

/** Fewer active days give no usual gap. */
const ACTIVE_DAYS_FOR_GAP_MIN = 3
const GAP_WINDOW_DAYS = 180

/** What the features read: the state seen from the end of one day. A window of n days ends with that day. */
export interface View {
  asOfDay: number
  transactionsTotal: number
  lastTransactionDay: number | null
  ownGap_days: number | null
  last7: Sums
  last28: Sums
  /** The 28 days before the last 28. */
  before28: Sums
  /** The 28 days before the last 7. */
  before7: Sums
  /** From 90 to 29 days back. */
  earlier: Sums
  last90: Sums
  income: Income
  /** A month's income, or a third of 90 days' debits: what balances are measured by. Minor units. */
  monthBaseMinor: number | null
  balances: Balances
  obligations: Obligations
  /** Of the next obligation, where it is in the main currency. Minor units. */
  dueMinor: number | null
  debts: Debts
}

export function viewOf(state: CustomerState, asOfDay: number): View {
  const days = borrowDays(state)
  const currency = mainCurrency(state, days, asOfDay)
  const windows = windowsOf(days, asOfDay, currency)
  const income = incomeOf(state, days, asOfDay, currency)
  const obligations = obligationsOf(state, asOfDay, currency)
  const due = obligations.next?.terms
  const spending = windows.last90.debitMinor / 3
  const monthBaseMinor = income.monthlyMinor || spending || null
  return {
    asOfDay,
    transactionsTotal: state.transactionsTotal,
    ...activityOf(state, days, asOfDay),
    ...windows,
    income,
    monthBaseMinor,
    balances: balancesOf(days, asOfDay, currency, monthBaseMinor),
    obligations,
    dueMinor: due && due.currency === currency ? due.amountMinor : null,
    debts: debtsOf(state, asOfDay, currency),
  }
}

/** The days back at which a window begins or ends: between two of them each day counts for the same windows. */
const EDGES = [7, 28, 35, 56, 90] as const

function windowsOf(days: readonly Day[], asOfDay: number, currency: string | null) {
  const parts = EDGES.map(noSums)
  let at = 0
  for (let i = days.length - 1; i >= 0; i--) {
    const day = days[i]
    if (day === undefined || day.day > asOfDay) continue
    const age = asOfDay - day.day
    while (age >= (EDGES[at] ?? Infinity)) at++
    const part = parts[at]
    if (!part) break
    addDay(part, day, day.currency === currency)
  }
  const [to7, to28, to35, to56, to90] = parts as [Sums, Sums, Sums, Sums, Sums]
  const earlier = sumOf([to35, to56, to90])
  const last28 = sumOf([to7, to28])
  return {
    last7: to7,
    last28,
    before28: sumOf([to35, to56]),
    before7: sumOf([to28, to35]),
    earlier,
    last90: sumOf([last28, earlier]),
  }
}

function activityOf(state: CustomerState, days: readonly Day[], asOfDay: number) {
  const active: number[] = []
  for (const { day, transactions } of days)
    if (transactions > 0 && day <= asOfDay && day > asOfDay - GAP_WINDOW_DAYS && day !== active.at(-1))
      active.push(day)
  const last = state.olderTransactionDay
  return {
    lastTransactionDay: active.at(-1) ?? (last >= 0 && last <= asOfDay ? last : null),
    ownGap_days:
      active.length < ACTIVE_DAYS_FOR_GAP_MIN ? null : medianOfWhole(gapsOf(active), GAP_WINDOW_DAYS),
  }
}

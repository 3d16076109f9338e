import type { CustomerState } from '../state/shape.ts'
import { balancesOf, type Balances } from './balances.ts'
import { mainCurrency } from './currency.ts'
import { debtsOf, type Debts } from './debts.ts'
import { incomeOf, type Income } from './income.ts'
import { gapsOf, median } from './numbers.ts'
import { obligationsOf, type Obligations } from './obligations.ts'
import { addDay, noSums, type Sums } from './sums.ts'

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
  const currency = mainCurrency(state, asOfDay)
  const windows = windowsOf(state, asOfDay, currency)
  const income = incomeOf(state, asOfDay, currency)
  const obligations = obligationsOf(state, asOfDay, currency)
  const due = obligations.next?.terms
  const spending = windows.last90.debitMinor / 3
  const monthBaseMinor = income.monthlyMinor || spending || null
  return {
    asOfDay,
    transactionsTotal: state.transactionsTotal,
    ...activityOf(state, asOfDay),
    ...windows,
    income,
    monthBaseMinor,
    balances: balancesOf(state, asOfDay, currency, monthBaseMinor),
    obligations,
    dueMinor: due && due.currency === currency ? due.amountMinor : null,
    debts: debtsOf(state, asOfDay, currency),
  }
}

function windowsOf(state: CustomerState, asOfDay: number, currency: string | null) {
  const windows = {
    last7: noSums(),
    last28: noSums(),
    before28: noSums(),
    before7: noSums(),
    earlier: noSums(),
    last90: noSums(),
  }
  for (let i = state.days.length - 1; i >= 0; i--) {
    const day = state.days[i]
    if (day === undefined || day.day > asOfDay) continue
    const age = asOfDay - day.day
    if (age >= 90) break
    const isMain = day.currency === currency
    addDay(windows.last90, day, isMain)
    addDay(age < 28 ? windows.last28 : windows.earlier, day, isMain)
    if (age >= 28 && age < 56) addDay(windows.before28, day, isMain)
    if (age < 7) addDay(windows.last7, day, isMain)
    else if (age < 35) addDay(windows.before7, day, isMain)
  }
  return windows
}

function activityOf(state: CustomerState, asOfDay: number) {
  const active: number[] = []
  for (const { day, transactions } of state.days)
    if (transactions > 0 && day <= asOfDay && day > asOfDay - GAP_WINDOW_DAYS && day !== active.at(-1))
      active.push(day)
  const last = state.olderTransactionDay
  return {
    lastTransactionDay: active.at(-1) ?? (last >= 0 && last <= asOfDay ? last : null),
    ownGap_days: active.length < ACTIVE_DAYS_FOR_GAP_MIN ? null : median(gapsOf(active)),
  }
}

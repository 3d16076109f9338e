import { describe, expect, test } from 'vitest'
import type { CustomerFact } from '../domain/bank-event.ts'
import { addDays } from '../domain/calendar.ts'
import { computeFeatures } from './compute.ts'
import { foldFact } from './fold.ts'
import { nextObligation } from './next-obligation.ts'
import { emptyState, type CustomerState } from './state.ts'

const zone = 'Asia/Kolkata'
const TODAY = '2026-06-30'
/** 10:00 in Kolkata. */
const asOf_ms = Date.parse(`${TODAY}T04:30:00Z`)
const daysAgo = (days: number): string => addDays(TODAY, -days)
let count = 0

const paid = (date: string, amount: number, more: object = {}): CustomerFact => ({
  kind: 'transaction',
  id: `t${count++}`,
  at: `${date}T04:00:00Z`,
  direction: 'debit',
  amountMinor: amount * 100,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
  ...more,
})
const salary = (date: string, amount: number): CustomerFact =>
  paid(date, amount, { direction: 'credit', channel: 'transfer', category: 'salary' })
const due = (id: string, dueDate: string, amount: number, more: object = {}): CustomerFact => ({
  kind: 'obligation',
  id,
  at: '2026-01-01T00:00:00Z',
  version: 1,
  product: 'loan',
  productId: 'l',
  dueDate,
  amountMinor: amount * 100,
  currency: 'INR',
  ...more,
})
const settled = (obligationId: string, date: string, amount: number, status = 'paid'): CustomerFact =>
  ({
    kind: 'settlement',
    id: `s${count++}`,
    at: `${date}T04:00:00Z`,
    obligationId,
    status,
    amountMinor: amount * 100,
  }) as CustomerFact

function stateOf(...facts: CustomerFact[]): CustomerState {
  const state = emptyState()
  const inTime = facts.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  for (const fact of inTime) foldFact(state, fact, { zone, brokerBankTime_ms: asOf_ms })
  return state
}
const featuresOf = (...facts: CustomerFact[]) => computeFeatures(stateOf(...facts), asOf_ms, zone)

describe('income', () => {
  test('salaries of three of the last six calendar months make income expected', () => {
    const pays = [salary('2026-01-02', 500), salary('2026-03-02', 500), salary('2026-04-02', 520)]
    expect(featuresOf(...pays)).toMatchObject({
      income_expected: 1,
      income_months_6m: 3,
      days_since_salary: 89,
      salary_seen_90d: 1,
      usual_pay_day: 2,
      monthly_income_minor: 50_000,
      income_ratio_31d: 0,
    })
    expect(featuresOf(...pays.slice(1))).toMatchObject({ income_expected: 0 })
    expect(featuresOf(salary('2025-12-31', 500), ...pays.slice(1))).toMatchObject({ income_expected: 0 })
  })

  test('a pay day in the master data makes income expected without any', () => {
    const master: CustomerFact = {
      kind: 'customer',
      id: 'm',
      at: '2026-01-01T00:00:00Z',
      version: 1,
      expectedSalaryDay: 28,
      monthlyIncomeMinor: 7_000_000,
    }
    const features = featuresOf(master, paid(TODAY, 10))
    expect(features).toMatchObject({ income_expected: 1, days_since_salary: null, salary_seen_90d: 0 })
    expect(features).toMatchObject({
      monthly_income_minor: 7_000_000,
      usual_pay_day: 28,
      salary_delay_days: null,
    })
  })

  test('pay is late from the day after its usual one', () => {
    const pays = ['2026-03-25', '2026-04-25', '2026-05-25'].map((date) => salary(date, 500))
    expect(featuresOf(...pays)).toMatchObject({ salary_delay_days: 5, days_since_salary: 36 })
    expect(featuresOf(...pays, salary('2026-06-25', 250))).toMatchObject({
      salary_delay_days: 0,
      income_amount_ratio: 0.5,
      income_ratio_31d: 0.5,
    })
  })

  test('income older than 90 days is not seen, its age is still known', () =>
    expect(featuresOf(salary(daysAgo(90), 500), paid(TODAY, 1))).toMatchObject({
      salary_seen_90d: 0,
      days_since_salary: 90,
    }))
})

describe('spending', () => {
  test('the change compares 28 days with the 28 before, and is missing below ten debits', () => {
    const recent = [0, 5, 10, 20, 27].map((days) => paid(daysAgo(days), 40))
    const before = [28, 30, 40, 50, 55].map((days) => paid(daysAgo(days), 100))
    expect(featuresOf(...recent, ...before).spending_change_28d).toBeCloseTo(-0.6, 12)
    expect(featuresOf(...recent, ...before.slice(1)).spending_change_28d).toBeNull()
  })

  test('90 days are counted, the 91st is not; essential, discretionary, cash and transfers stand apart', () => {
    const features = featuresOf(
      paid(daysAgo(0), 10),
      paid(daysAgo(89), 20, { category: 'essential_other' }),
      paid(daysAgo(90), 40),
      paid(daysAgo(3), 80, { category: 'dining' }),
      paid(daysAgo(3), 160, { category: 'cash_out', channel: 'atm' }),
      paid(daysAgo(4), 320, { category: 'transfer_out', channel: 'transfer' }),
    )
    expect(features).toMatchObject({
      essential_minor_90d: 3000,
      discretionary_minor_90d: 8000,
      all_spending_minor_90d: 59_000,
      transactions_90d: 5,
      transactions_total: 6,
    })
  })

  test('where the source names no discretionary categories, discretionary is not assessable', () =>
    expect(featuresOf(paid(TODAY, 10, { taxonomy: 'essential-only' }))).toMatchObject({
      discretionary_minor_90d: null,
      discretionary_to_essential_90d: null,
      essential_minor_90d: 1000,
    }))

  test('a failed debit moves no money and is no transaction', () =>
    expect(featuresOf(paid(TODAY, 10), paid(TODAY, 99, { status: 'failed' }))).toMatchObject({
      transactions_90d: 1,
      all_spending_minor_90d: 1000,
      failed_debits_90d: 1,
    }))
})

test('ATM withdrawals are counted over 7 days and set against the four weeks before', () => {
  const atm = (days: number, amount: number) =>
    paid(daysAgo(days), amount, { channel: 'atm', category: 'cash_out' })
  const features = featuresOf(atm(0, 100), atm(6, 100), atm(7, 100), atm(34, 100), atm(35, 100))
  expect(features).toMatchObject({ atm_count_7d: 2, atm_amount_to_own_28d: 4 })
})

test('balances are carried over days without movement', () => {
  const at = (days: number, balance: number) => paid(daysAgo(days), 1, { balanceMinor: balance * 100 })
  const features = featuresOf(
    salary(daysAgo(61), 1000),
    at(61, 1000),
    at(30, 500),
    at(20, 50),
    at(10, -20),
    at(5, 100),
    at(2, 90),
  )
  expect(features).toMatchObject({
    balance_ratio_60d: 0.09,
    balance_to_income: 0.09,
    balance_min_to_income_28d: -0.02,
    balance_trend_28d: -0.41,
    low_balance_days_28d: 18,
    low_balance_streak_days: 3,
    negative_balance_days_90d: 5,
  })
})

test('silence is measured against the customer’s own rhythm', () => {
  const features = featuresOf(...[70, 60, 55, 40, 20].map((days) => paid(daysAgo(days), 1)))
  expect(features).toMatchObject({ own_gap_median_days: 12.5, days_since_transaction: 20 })
  expect(featuresOf(paid(daysAgo(9), 1), paid(daysAgo(3), 1)).own_gap_median_days).toBeNull()
})

describe('obligations', () => {
  test('the next is due in 3 to 35 days, neither paid nor called off; of one day the largest', () => {
    const next = (...facts: CustomerFact[]) => nextObligation(stateOf(...facts), asOf_ms, zone)?.id ?? null
    expect(next(due('two', addDays(TODAY, 2), 10), due('36', addDays(TODAY, 36), 10))).toBeNull()
    expect(next(due('35', addDays(TODAY, 35), 10), due('3', addDays(TODAY, 3), 10))).toBe('3')
    expect(next(due('b', addDays(TODAY, 5), 10), due('a', addDays(TODAY, 5), 20))).toBe('a')
    expect(next(due('a', addDays(TODAY, 5), 100), settled('a', daysAgo(1), 95))).toBeNull()
    expect(next(due('a', addDays(TODAY, 5), 100), settled('a', daysAgo(1), 94))).toBe('a')
    expect(next(due('a', addDays(TODAY, 5), 100), settled('a', daysAgo(1), 0, 'deferred'))).toBeNull()
  })

  test('what is due until the same day of next month is set against income', () => {
    const pays = ['2026-04-01', '2026-05-01', '2026-06-01'].map((date) => salary(date, 1000))
    const dues = [due('a', TODAY, 100), due('b', '2026-07-29', 200), due('c', '2026-07-30', 400)]
    expect(featuresOf(...pays, ...dues)).toMatchObject({
      obligations_to_income: 0.3,
      days_to_due: 29,
      due_to_income: 0.2,
    })
    expect(featuresOf(...pays)).toMatchObject({ obligations_to_income: null, days_to_due: null })
    expect(featuresOf(...dues)).toMatchObject({ obligations_to_income: null, due_to_income: null })
  })

  test('late is what was not paid to 95 % by three business days after it was due', () => {
    // 2026-06-12 is a Friday: the last day in time is Wednesday the 17th.
    const features = (...settlements: CustomerFact[]) =>
      featuresOf(due('a', '2026-06-12', 100), ...settlements)
    expect(features(settled('a', '2026-06-17', 95))).toMatchObject({
      late_share_180d: 0,
      last_payment_lag_days: 5,
    })
    expect(features(settled('a', '2026-06-18', 100))).toMatchObject({
      late_share_180d: 1,
    })
    expect(features()).toMatchObject({ late_share_180d: 1, last_payment_lag_days: null })
    expect(featuresOf(due('a', addDays(TODAY, -1), 100))).toMatchObject({ late_share_180d: null })
  })

  test('one failure told twice is one failed debit', () => {
    const twice = [
      paid(daysAgo(3), 10, { status: 'failed' }),
      settled('a', daysAgo(3), 0, 'auto_debit_failed'),
    ]
    expect(featuresOf(due('a', daysAgo(3), 10), ...twice)).toMatchObject({ failed_debits_90d: 1 })
  })

  test('a settlement that comes before its obligation is kept for it', () =>
    expect(
      featuresOf(
        settled('a', daysAgo(20), 100),
        due('a', daysAgo(19), 100, { at: `${daysAgo(18)}T00:00:00Z` }),
      ),
    ).toMatchObject({ late_share_180d: 0, last_payment_lag_days: -1 }))
})

import type { CustomerFact } from '../../domain/bank-event.ts'
import { addDays } from '../../domain/calendar.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import type { Category } from '../../domain/transaction.ts'

/** Tuesday; ages are days before it. */
const TODAY = '2026-06-30'
export const zone = 'Asia/Kolkata'
export const asOf_ms = Date.parse(`${TODAY}T04:30:00Z`)
export const ago = (age: number): string => addDays(TODAY, -age)

export const spent = (
  age: number,
  rupees: number,
  category: Category = 'grocery',
  more: object = {},
): CustomerFact => ({
  ...{
    kind: 'transaction',
    id: `${age}-${rupees}-${category}`,
    at: `${ago(age)}T04:00:00Z`,
    direction: 'debit',
  },
  ...{ amountMinor: rupees * 100, currency: 'INR', channel: 'card', category },
  ...more,
})
export const atm = (age: number, rupees: number, id = ''): CustomerFact =>
  spent(age, rupees, 'cash_out', { id: `atm-${age}-${id}`, channel: 'atm' })
export const salary = (date: string, rupees: number, more: object = {}): CustomerFact =>
  spent(0, rupees, 'salary', {
    id: date,
    at: `${date}T04:00:00Z`,
    direction: 'credit',
    channel: 'transfer',
    ...more,
  })
export const due = (id: string, dueDate: string, rupees: number, more: object = {}): CustomerFact => ({
  ...{
    kind: 'obligation',
    id,
    at: '2026-01-01T00:00:00Z',
    version: 1,
    product: 'loan',
    productId: 'l',
    dueDate,
  },
  ...{ amountMinor: rupees * 100, currency: 'INR' },
  ...more,
})
export const paid = (obligationId: string, date: string, rupees: number, status = 'paid'): CustomerFact =>
  ({
    ...{ kind: 'settlement', id: `${obligationId}-${date}`, at: `${date}T04:00:00Z`, obligationId, status },
    amountMinor: rupees * 100,
  }) as CustomerFact

/** Of a customer about whom nothing is known: counts are 0, the rest is missing. */
export const blank: FeatureVector = {
  ...{
    days_since_salary: null,
    income_expected: 0,
    salary_seen_90d: 0,
    usual_pay_day: null,
    salary_delay_days: null,
  },
  ...{
    income_amount_ratio: null,
    income_ratio_31d: null,
    income_months_6m: 0,
    income_interval_spread_days: null,
  },
  ...{
    monthly_income_minor: null,
    spending_change_28d: null,
    essential_minor_90d: 0,
    discretionary_minor_90d: 0,
  },
  ...{ all_spending_minor_90d: 0, discretionary_to_essential_90d: null, essential_share_90d: null },
  ...{ spending_to_income_28d: null, credits_to_debits_28d: null, category_mix_divergence_28d: null },
  ...{ atm_count_7d: 0, atm_amount_to_own_28d: null, cash_share_28d: null, cash_share_change_28d: null },
  ...{
    balance_ratio_60d: null,
    balance_to_income: null,
    balance_min_to_income_28d: null,
    balance_trend_28d: null,
  },
  ...{ low_balance_days_28d: null, low_balance_streak_days: null, negative_balance_days_90d: null },
  ...{ penalty_interest_90d: 0, days_to_due: null, obligations_to_income: null, due_to_income: null },
  ...{ balance_to_due: null, balance_min_to_due_28d: null, balance_projected_to_due: null },
  ...{
    outstanding_to_income: null,
    card_utilisation: null,
    card_minimum_only_share_180d: null,
    failed_debits_90d: 0,
  },
  ...{ late_share_180d: null, last_payment_lag_days: null, transactions_total: 0, transactions_90d: 0 },
  ...{
    days_since_transaction: null,
    own_gap_median_days: null,
    silence_to_own_gap: null,
    activity_change_28d: null,
  },
}

/** A card with a limit of 1,00,000 rupees. */
export function card(more: object): object {
  return { product: 'card', productId: 'card-1', limitMinor: 10_000_000, ...more }
}

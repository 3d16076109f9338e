import { money, percent, points } from './amounts.ts'
import { t } from './language.ts'
import { codeWord } from './codes.ts'
import { plainWord } from './terms.ts'

export type FactValue = number | string | boolean | null
type Unit = 'count' | 'days' | 'share' | 'change' | 'times' | 'months' | 'money' | 'truth' | 'points'

/** The catalogue's features by the name that a case worker gives them, and how their value is read. */
const facts: Record<string, readonly [name: string, unit: Unit]> = {
  atm_count_7d: ['Cash withdrawals in 7 days', 'count'],
  atm_amount_to_own_28d: ['Cash drawn in 7 days against the own usual', 'times'],
  cash_share_28d: ['Cash as a share of spending, 28 days', 'share'],
  cash_share_change_28d: ['Change of the share of cash', 'change'],
  days_since_salary: ['Days since the last salary', 'days'],
  income_expected: ['An income is expected', 'truth'],
  salary_seen_90d: ['Salary seen in 90 days', 'truth'],
  usual_pay_day: ['Usual pay day of the month', 'count'],
  salary_delay_days: ['Days that the salary is late', 'days'],
  income_amount_ratio: ['Last income against the usual', 'times'],
  income_ratio_31d: ['Income of 31 days against the usual', 'times'],
  income_months_6m: ['Months with income in the last 6', 'count'],
  income_interval_spread_days: ['Spread of the days between incomes', 'days'],
  monthly_income_minor: ['Monthly income', 'money'],
  days_to_due: ['Days to the due date', 'days'],
  obligations_to_income: ['Instalments as a share of income', 'share'],
  due_to_income: ['This payment as a share of income', 'share'],
  balance_to_due: ['Balance against this payment', 'times'],
  balance_min_to_due_28d: ['Lowest balance against this payment', 'times'],
  failed_debits_90d: ['Failed automatic debits in 90 days', 'count'],
  late_share_180d: ['Share of payments late in 180 days', 'share'],
  last_payment_lag_days: ['Days that the last payment was late', 'days'],
  transactions_total: ['Transactions known in all', 'count'],
  transactions_90d: ['Transactions in 90 days', 'count'],
  days_since_transaction: ['Days since the last transaction', 'days'],
  own_gap_median_days: ['Usual days between transactions', 'days'],
  activity_change_28d: ['Change of activity over 28 days', 'change'],
  balance_ratio_60d: ['Balance against 60 days ago', 'share'],
  balance_to_income: ['Balance in months of income', 'months'],
  balance_min_to_income_28d: ['Lowest balance in months of income', 'months'],
  balance_trend_28d: ['Trend of the balance in months of income', 'months'],
  low_balance_days_28d: ['Days of low balance in 28', 'days'],
  low_balance_streak_days: ['Days of low balance in a row', 'days'],
  negative_balance_days_90d: ['Days below zero in 90', 'days'],
  penalty_interest_90d: ['Penalty interest postings in 90 days', 'count'],
  spending_change_28d: ['Change of spending over 28 days', 'change'],
  essential_minor_90d: ['Essential spending in 90 days', 'money'],
  discretionary_minor_90d: ['Optional spending in 90 days', 'money'],
  all_spending_minor_90d: ['All spending in 90 days', 'money'],
  discretionary_to_essential_90d: ['Optional against essential spending', 'times'],
  essential_share_90d: ['Essential share of spending', 'share'],
  spending_to_income_28d: ['Spending against income, 28 days', 'times'],
  credits_to_debits_28d: ['Money in against money out, 28 days', 'times'],
  category_mix_divergence_28d: ['Difference of the purchase mix from the own past', 'share'],
  balance_projected_to_due: ['Balance foreseen against this payment', 'times'],
  outstanding_to_income: ['What is owed in months of income', 'months'],
  card_utilisation: ['Card balance as a share of its limit', 'share'],
  card_minimum_only_share_180d: ['Share of card bills paid only at the minimum', 'share'],
  silence_to_own_gap: ['Silence against the usual gap', 'times'],
  probability: ['Probability', 'share'],
  scorecard_total: ['Scorecard', 'points'],
  persona: ['Behaviour', 'count'],
}

export const isNamedFact = (code: string): boolean => Object.hasOwn(facts, code)

/** A fact's name for people; one that we do not know is made readable by its own parts ("fee_count_28d" → "Fee count in 28 days"). */
export function factName(code: string): string {
  const known = facts[code]
  if (known) return t(known[0])
  const words = plainWord(code.replace(/_minor/, '').replace(/_(\d+)d$/, ' in $1 days'))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @param currency of the amounts among the facts */
export function factValue(code: string, value: FactValue, currency: string): string {
  if (value === null) return t('not known')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'string') return codeWord(value)
  const unit = facts[code]?.[1] ?? (code.includes('_minor') ? 'money' : 'count')
  return minus(inUnit(value, unit, currency))
}

function inUnit(value: number, unit: Unit, currency: string): string {
  if (unit === 'money') return money(value, currency)
  if (unit === 'truth') return value === 0 ? t('no') : t('yes')
  if (unit === 'share') return percent(value)
  if (unit === 'points') return points(value)
  if (unit === 'change') return `${value > 0 ? '+' : ''}${percent(value)}`
  return Number.isInteger(value) ? String(value) : value.toFixed(unit === 'days' ? 1 : 2)
}

const minus = (text: string): string => text.replace(/^-/, '−')

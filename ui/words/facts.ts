import { money } from './amounts.ts'
import { plainWord } from './terms.ts'

export type FactValue = number | string | boolean | null

const names: Record<string, string> = {
  days_since_salary: 'Days since the last salary',
  salary_seen_90d: 'Salary seen in 90 days',
  income_expected: 'An income is expected',
  monthly_income_minor: 'Monthly income',
  atm_count_7d: 'Cash withdrawals in 7 days',
  spending_change_28d: 'Change of spending over 28 days',
  balance_ratio_60d: 'Balance against 60 days ago',
  obligations_to_income: 'Instalments as a share of income',
  essential_minor_90d: 'Essential spending in 90 days',
  discretionary_minor_90d: 'Optional spending in 90 days',
  all_spending_minor_90d: 'All spending in 90 days',
  transactions_90d: 'Transactions in 90 days',
  transactions_total: 'Transactions known in all',
  days_since_transaction: 'Days since the last transaction',
  own_gap_median_days: 'Usual days between transactions',
  failed_debits_90d: 'Failed automatic debits in 90 days',
  days_to_due: 'Days to the due date',
}
const shares = new Set(['spending_change_28d', 'balance_ratio_60d', 'obligations_to_income'])
const truths = new Set(['income_expected', 'salary_seen_90d'])

/** A fact's name for people; one that we do not know is made readable by its own parts ("atm_minor_28d" → "Atm in 28 days"). */
export function factName(code: string): string {
  const known = names[code]
  if (known) return known
  const words = plainWord(code.replace(/_minor/, '').replace(/_(\d+)d$/, ' in $1 days'))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @param currency of the amounts among the facts */
export function factValue(code: string, value: FactValue, currency: string): string {
  if (value === null) return 'not known'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return plainWord(value)
  if (truths.has(code)) return value === 0 ? 'no' : 'yes'
  if (code.includes('_minor')) return money(value, currency)
  if (shares.has(code)) return `${Math.round(value * 100)} %`.replace('-', '−')
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

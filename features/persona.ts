import type { Persona } from '../domain/hardship.ts'
import type { FeatureVector } from '../domain/risk.ts'

const NO_INCOME_DAYS = 35
const TRANSACTIONS_MIN = 10
const DRAINED_BELOW = 0.6
const OVERSPENDING_ABOVE = 1.5

/** How the customer has behaved for 90 days; the first match wins. It reads neither hardship nor score. */
export function inferPersona(features: FeatureVector): Persona {
  const { transactions_90d, income_expected, days_since_salary, balance_ratio_60d } = features
  const transactions = transactions_90d ?? 0
  const hasNoIncome = days_since_salary == null || days_since_salary >= NO_INCOME_DAYS
  if (income_expected === 1 && hasNoIncome && transactions >= TRANSACTIONS_MIN) return 'income_shock'
  if (transactions < TRANSACTIONS_MIN && balance_ratio_60d != null && balance_ratio_60d < DRAINED_BELOW)
    return 'silent_drain'
  if (transactions >= TRANSACTIONS_MIN && overspends(features)) return 'overspender'
  return 'stable'
}

function overspends({ discretionary_minor_90d, essential_minor_90d }: FeatureVector): boolean {
  if (discretionary_minor_90d == null || essential_minor_90d == null) return false
  return discretionary_minor_90d > OVERSPENDING_ABOVE * essential_minor_90d
}

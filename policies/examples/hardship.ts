import { hardships, type Hardship, type Persona } from '../../domain/hardship.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import type { AssessmentExample } from './assessment.ts'

/** A rule is named after its hardship. */
const typeOf = (rule: string): Hardship =>
  hardships.find((type) => rule.split('.')[0] === type.toLowerCase().replaceAll('_', '-')) ?? 'NONE'

const INCOME = { monthly_income_minor: 5_000_000 }

const hardship = (
  name: string,
  features: FeatureVector,
  rule: string,
  persona: Persona = 'stable',
): AssessmentExample => ({
  name,
  features: { ...INCOME, ...features },
  persona,
  expect: { type: typeOf(rule), hardship: rule },
})

const essentialOnly = { essential_minor_90d: 1_000_000, discretionary_minor_90d: 0 }
const leveraged = {
  essential_minor_90d: 701,
  discretionary_minor_90d: 300,
  all_spending_minor_90d: 1_000,
  transactions_90d: 5,
}
const spender = { essential_minor_90d: 100_000, transactions_90d: 20 }

export const hardshipExamples: readonly AssessmentExample[] = [
  hardship(
    'no salary, 5 transactions and an income shock',
    { salary_seen_90d: 0, transactions_90d: 5 },
    'income-shock.no-salary',
    'income_shock',
  ),
  hardship(
    'no salary, 5 transactions and a silent drain',
    { salary_seen_90d: 0, transactions_90d: 5 },
    'income-shock.no-salary',
    'silent_drain',
  ),
  hardship(
    'with 4 transactions it is no income shock',
    { salary_seen_90d: 0, transactions_90d: 4 },
    'none',
    'income_shock',
  ),
  hardship('with a salary it is none', { salary_seen_90d: 1, transactions_90d: 5 }, 'none', 'income_shock'),
  hardship('a stable customer without salary has none', { salary_seen_90d: 0, transactions_90d: 5 }, 'none'),
  hardship(
    'a salary 31 days ago and 3 cash withdrawals',
    { days_since_salary: 31, atm_count_7d: 3 },
    'income-shock.late-salary-and-cash',
  ),
  hardship('a salary 30 days ago is not late', { days_since_salary: 30, atm_count_7d: 3 }, 'none'),
  hardship('2 cash withdrawals are ordinary', { days_since_salary: 31, atm_count_7d: 2 }, 'none'),
  hardship(
    '5 cash withdrawals and spending down by 21 %',
    { atm_count_7d: 5, spending_change_28d: -0.21 },
    'liquidity-stress.cash-and-falling-spending',
  ),
  hardship('spending down by 20 % is not enough', { atm_count_7d: 5, spending_change_28d: -0.2 }, 'none'),
  hardship('4 cash withdrawals are not enough', { atm_count_7d: 4, spending_change_28d: -0.21 }, 'none'),
  hardship('8 cash withdrawals alone', { atm_count_7d: 8 }, 'liquidity-stress.much-cash'),
  hardship('7 alone are not enough', { atm_count_7d: 7 }, 'none'),
  hardship(
    'nothing but essentials and 5 transactions',
    { ...essentialOnly, transactions_90d: 5 },
    'expense-compression.no-discretionary',
  ),
  hardship('with 4 transactions it is none', { ...essentialOnly, transactions_90d: 4 }, 'none'),
  hardship(
    'where the rest is unknown it does not match',
    { essential_minor_90d: 1, discretionary_minor_90d: null, transactions_90d: 5 },
    'none',
  ),
  hardship(
    'spending down by 41 %, essentials above three times the rest',
    {
      spending_change_28d: -0.41,
      essential_minor_90d: 301,
      discretionary_minor_90d: 100,
      transactions_90d: 5,
    },
    'expense-compression.falling-spending',
  ),
  hardship(
    'spending down by 40 % is not enough',
    {
      spending_change_28d: -0.4,
      essential_minor_90d: 301,
      discretionary_minor_90d: 100,
      transactions_90d: 5,
    },
    'none',
  ),
  hardship(
    'three times the rest is not enough',
    {
      spending_change_28d: -0.41,
      essential_minor_90d: 300,
      discretionary_minor_90d: 100,
      transactions_90d: 5,
    },
    'none',
  ),
  hardship(
    '4 transactions are not enough',
    {
      spending_change_28d: -0.41,
      essential_minor_90d: 301,
      discretionary_minor_90d: 100,
      transactions_90d: 4,
    },
    'none',
  ),
  hardship(
    'essentials above 70 % and obligations of 40 % of income',
    { ...leveraged, obligations_to_income: 0.4 },
    'over-leverage.obligations',
  ),
  hardship('obligations of 39 % are not enough', { ...leveraged, obligations_to_income: 0.39 }, 'none'),
  hardship(
    'essentials of 70 % are not enough',
    { ...leveraged, essential_minor_90d: 700, obligations_to_income: 0.4 },
    'none',
  ),
  hardship(
    '4 transactions are no over-leverage',
    { ...leveraged, transactions_90d: 4, obligations_to_income: 0.4 },
    'none',
  ),
  hardship(
    'where income or obligations are unknown the first two suffice',
    { ...leveraged, obligations_to_income: null },
    'over-leverage.obligations-or-income-unknown',
  ),
  hardship(
    'there too essentials of 70 % are not enough',
    { ...leveraged, essential_minor_90d: 700, obligations_to_income: null },
    'none',
  ),
  hardship(
    'there too 4 transactions are not enough',
    { ...leveraged, transactions_90d: 4, obligations_to_income: null },
    'none',
  ),
  hardship(
    'the rest above 2.5 times essentials and above 3,000',
    { ...spender, discretionary_minor_90d: 300_001, essential_minor_90d: 120_000 },
    'overspending.discretionary',
  ),
  hardship(
    '2.5 times essentials is not enough',
    { ...spender, discretionary_minor_90d: 300_010, essential_minor_90d: 120_004 },
    'none',
  ),
  hardship(
    '3,000 is not enough',
    { ...spender, discretionary_minor_90d: 300_000, essential_minor_90d: 1_000 },
    'none',
  ),
  hardship(
    'an overspender above 2 times and above 2,000',
    { ...spender, discretionary_minor_90d: 200_001, essential_minor_90d: 100_000 },
    'overspending.persona',
    'overspender',
  ),
  hardship(
    '2 times essentials is not enough for an overspender',
    { ...spender, discretionary_minor_90d: 200_002, essential_minor_90d: 100_001 },
    'none',
    'overspender',
  ),
  hardship(
    '2,000 is not enough for an overspender',
    { ...spender, discretionary_minor_90d: 200_000, essential_minor_90d: 1_000 },
    'none',
    'overspender',
  ),
  hardship(
    'who is stable is no overspender',
    { ...spender, discretionary_minor_90d: 200_001, essential_minor_90d: 100_000 },
    'none',
  ),
]

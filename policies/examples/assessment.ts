import type { Persona } from '../../domain/hardship.ts'
import type { FeatureVector, Level } from '../../domain/risk.ts'

/** What a pack must conclude from such features: the rule that wins, by name. Amounts hold for an income of 50,000. */
export type AssessmentExample = {
  name: string
  features: FeatureVector
  persona?: Persona
  probability?: number | null
  expect: {
    /** Points of a signal, and the rule that gave them; null where it is not assessable. */
    points?: [signal: string, points: number | null, rule: string | null]
    hardship?: string
    level?: [Level, rule: string]
  }
}

const INCOME = { monthly_income_minor: 5_000_000 }
const salaryGone = { income_expected: 1, salary_seen_90d: 0 }

const points = (
  name: string,
  features: FeatureVector,
  expected: [string, number | null, string | null],
  persona: Persona = 'stable',
): AssessmentExample => ({ name, features, persona, expect: { points: expected } })

const hardship = (
  name: string,
  features: FeatureVector,
  rule: string,
  persona: Persona = 'stable',
): AssessmentExample => ({ name, features: { ...INCOME, ...features }, persona, expect: { hardship: rule } })

const salaryGap = 'salary_gap'
export const scorecardExamples: readonly AssessmentExample[] = [
  points(
    'where no income is expected a salary gap is not assessable',
    { ...salaryGone, income_expected: 0 },
    [salaryGap, null, null],
  ),
  points('no salary in 90 days and 15 transactions are 3 points', { ...salaryGone, transactions_90d: 15 }, [
    salaryGap,
    3,
    'salary-gap.none-seen-15',
  ]),
  points('with 14 transactions they are 2', { ...salaryGone, transactions_90d: 14 }, [
    salaryGap,
    2,
    'salary-gap.none-seen-8',
  ]),
  points('with 8 transactions still 2', { ...salaryGone, transactions_90d: 8 }, [
    salaryGap,
    2,
    'salary-gap.none-seen-8',
  ]),
  points('with 7 transactions 1', { ...salaryGone, transactions_90d: 7 }, [
    salaryGap,
    1,
    'salary-gap.none-seen-4',
  ]),
  points('with 4 transactions still 1', { ...salaryGone, transactions_90d: 4 }, [
    salaryGap,
    1,
    'salary-gap.none-seen-4',
  ]),
  points('with 3 transactions none', { ...salaryGone, transactions_90d: 3 }, [salaryGap, 0, null]),
  points(
    'a salary that was seen is no gap',
    { income_expected: 1, salary_seen_90d: 1, days_since_salary: 30, transactions_90d: 15 },
    [salaryGap, 0, null],
  ),
  points(
    'a salary 31 days ago is 1 point',
    { income_expected: 1, salary_seen_90d: 1, days_since_salary: 31 },
    [salaryGap, 1, 'salary-gap.last-30'],
  ),
  points(
    'a salary 45 days ago is still 1',
    { income_expected: 1, salary_seen_90d: 1, days_since_salary: 45 },
    [salaryGap, 1, 'salary-gap.last-30'],
  ),
  points(
    'a salary 46 days ago is 2 points',
    { income_expected: 1, salary_seen_90d: 1, days_since_salary: 46 },
    [salaryGap, 2, 'salary-gap.last-45'],
  ),
  points(
    'a late salary that was never seen counts once',
    { ...salaryGone, days_since_salary: 50, transactions_90d: 3 },
    [salaryGap, 0, null],
  ),
  points(
    'a salary 31 days ago that was never seen counts once',
    { ...salaryGone, days_since_salary: 31, transactions_90d: 3 },
    [salaryGap, 0, null],
  ),
  points('unknown cash withdrawals are not assessable', { atm_count_7d: null }, ['atm', null, null]),
  points('3 cash withdrawals are no points', { atm_count_7d: 3 }, ['atm', 0, null]),
  points('4 are 1 point', { atm_count_7d: 4 }, ['atm', 1, 'atm.4']),
  points('5 are still 1', { atm_count_7d: 5 }, ['atm', 1, 'atm.4']),
  points('6 are 1.5 points', { atm_count_7d: 6 }, ['atm', 1.5, 'atm.6']),
  points('11 are still 1.5', { atm_count_7d: 11 }, ['atm', 1.5, 'atm.6']),
  points('12 are 2 points', { atm_count_7d: 12 }, ['atm', 2, 'atm.12']),
  points('an unknown change of spending is not assessable', { spending_change_28d: null }, [
    'spending_change',
    null,
    null,
  ]),
  points('35 % less spending is no points', { spending_change_28d: -0.35 }, ['spending_change', 0, null]),
  points('36 % less is 1 point', { spending_change_28d: -0.36 }, [
    'spending_change',
    1,
    'spending-change.35',
  ]),
  points('60 % less is still 1', { spending_change_28d: -0.6 }, ['spending_change', 1, 'spending-change.35']),
  points('61 % less is 2 points', { spending_change_28d: -0.61 }, [
    'spending_change',
    2,
    'spending-change.60',
  ]),
  points(
    '10 silent days of who moves every third day are 1 point',
    { days_since_transaction: 10, own_gap_median_days: 3 },
    ['inactivity', 1, 'inactivity.silent'],
  ),
  points('9 silent days are none', { days_since_transaction: 9, own_gap_median_days: 1 }, [
    'inactivity',
    0,
    null,
  ]),
  points(
    '12 silent days of who moves every fourth day are 1 point',
    { days_since_transaction: 12, own_gap_median_days: 4 },
    ['inactivity', 1, 'inactivity.silent'],
  ),
  points(
    '11 silent days of who moves every fourth day are none',
    { days_since_transaction: 11, own_gap_median_days: 4 },
    ['inactivity', 0, null],
  ),
  points(
    'only essential spending and 11 transactions are 1 point',
    { essential_minor_90d: 1, discretionary_minor_90d: 0, transactions_90d: 11 },
    ['inactivity', 1, 'inactivity.essential-only'],
  ),
  points(
    'with 10 transactions they count as mostly essential',
    { essential_minor_90d: 1, discretionary_minor_90d: 0, transactions_90d: 10 },
    ['inactivity', 0.5, 'inactivity.mostly-essential'],
  ),
  points(
    'no spending at all is no survival mode',
    { essential_minor_90d: 0, discretionary_minor_90d: 0, transactions_90d: 11 },
    ['inactivity', 0, null],
  ),
  points(
    'essential spending above four times the rest is half a point',
    { essential_minor_90d: 401, discretionary_minor_90d: 100, transactions_90d: 11 },
    ['inactivity', 0.5, 'inactivity.mostly-essential'],
  ),
  points(
    'four times the rest is none',
    { essential_minor_90d: 400, discretionary_minor_90d: 100, transactions_90d: 11 },
    ['inactivity', 0, null],
  ),
  points(
    'an income shock without salary adds 1 to 2 points',
    { ...salaryGone, atm_count_7d: 12, transactions_90d: 3 },
    ['persona', 1, 'persona.income-shock'],
    'income_shock',
  ),
  points(
    'to 1.5 points it adds none',
    { ...salaryGone, atm_count_7d: 6, transactions_90d: 3 },
    ['persona', 0, null],
    'income_shock',
  ),
  points(
    'with a salary it adds none',
    { salary_seen_90d: 1, atm_count_7d: 12 },
    ['persona', 0, null],
    'income_shock',
  ),
  points('who is stable adds none', { ...salaryGone, atm_count_7d: 12, transactions_90d: 9 }, [
    'persona',
    0,
    null,
  ]),
  points(
    'a silent drain without salary and 9 transactions adds half a point',
    { ...salaryGone, atm_count_7d: 12, transactions_90d: 9 },
    ['persona', 0.5, 'persona.silent-drain'],
    'silent_drain',
  ),
  points(
    'with 10 transactions it adds none',
    { ...salaryGone, transactions_90d: 10 },
    ['persona', 0, null],
    'silent_drain',
  ),
  points(
    'with a salary a silent drain adds none',
    { salary_seen_90d: 1, atm_count_7d: 12, transactions_90d: 9 },
    ['persona', 0, null],
    'silent_drain',
  ),
  points(
    'a silent drain with 1.5 points adds none',
    { salary_seen_90d: 0, atm_count_7d: 6, transactions_90d: 9 },
    ['persona', 0, null],
    'silent_drain',
  ),
  points(
    'a silent drain with exactly 2 points adds half',
    { salary_seen_90d: 0, atm_count_7d: 12, transactions_90d: 3 },
    ['persona', 0.5, 'persona.silent-drain'],
    'silent_drain',
  ),
]

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
    { ...spender, discretionary_minor_90d: 300_001, essential_minor_90d: 120_001 },
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

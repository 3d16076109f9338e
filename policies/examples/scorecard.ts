import type { Persona } from '../../domain/hardship.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import type { AssessmentExample } from './assessment.ts'

const salaryGone = { income_expected: 1, salary_seen_90d: 0 }

const points = (
  name: string,
  features: FeatureVector,
  expected: [string, number | null, string | null],
  persona: Persona = 'stable',
): AssessmentExample => ({ name, features, persona, expect: { points: expected } })

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

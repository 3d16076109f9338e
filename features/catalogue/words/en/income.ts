import { money, percent } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { counted, days, ordinal } from './phrases.ts'

const usually = (payDay: number | null | undefined): string =>
  payDay == null ? '' : `; usually it comes by the ${ordinal(payDay)}`

export const income: Wordings = {
  days_since_salary: {
    factor: 'Time since regular income was last received',
    say: (value) =>
      value === 0 ? 'Regular income came today' : `Regular income last came ${days(value)} ago`,
    missing: 'No regular income has ever been seen on this account',
  },
  income_expected: {
    factor: 'Whether regular income is expected on the account',
    say: (value) => (value === 1 ? 'Regular income is expected' : 'No regular income is expected'),
    missing: 'Whether regular income is expected is not known',
  },
  salary_seen_90d: {
    factor: 'Whether regular income was received within 90 days',
    say: (value) =>
      value === 1 ? 'Regular income came within 90 days' : 'No regular income came for 90 days',
    missing: 'Whether regular income came is not known',
  },
  usual_pay_day: {
    factor: 'Day of the month on which regular income is usually received',
    say: (value) => `Salary usually comes by the ${ordinal(value)}`,
    missing: 'No usual pay day is known',
  },
  salary_delay_days: {
    factor: 'Delay of regular income against its usual day',
    say: (value, { vector }) =>
      `Salary is ${value > 0 ? `${days(value)} late` : 'not late'}${usually(vector['usual_pay_day'])}`,
    missing: 'No usual pay day is known, so a delay cannot be told',
  },
  income_amount_ratio: {
    factor: 'Last regular income as a share of its usual amount',
    say: (value) => `The last income was ${percent(value)} of the usual amount`,
    missing: 'Too few incomes to know a usual amount',
  },
  income_ratio_31d: {
    factor: 'Regular income of 31 days as a share of a usual month’s',
    say: (value) => `The last 31 days brought ${percent(value)} of a usual month's income`,
    missing: "A usual month's income is not known",
  },
  income_months_6m: {
    factor: 'Months with regular income among the last six',
    say: (value) => `Regular income came in ${counted(value, 'month')} of the last 6`,
    missing: 'The months with regular income are not known',
  },
  income_interval_spread_days: {
    factor: 'Variation of the time between regular incomes',
    say: (value) => `The time between incomes varies by ${days(value)}`,
    missing: 'Too few incomes to see a rhythm',
  },
  monthly_income_minor: {
    factor: 'Usual monthly income',
    say: (value, { due }) => `A usual month's income is ${money(value, due?.currency ?? null)}`,
    missing: "A usual month's income is not known",
  },
}

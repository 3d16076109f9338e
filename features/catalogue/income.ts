import { gapsOf, median, ratio, spread } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'
import { counted, inDays, ordinal, percent } from './words.ts'

const amountRatio = ({ income }: View): number | null => {
  const amounts = income.days.flatMap(({ amountMinor }) => (amountMinor === null ? [] : [amountMinor]))
  const last = amounts.at(-1)
  return last === undefined || amounts.length < 3 ? null : ratio(last, median(amounts.slice(0, -1)))
}

const received31 = ({ income, asOfDay }: View): number =>
  income.days.reduce((sum, { day, amountMinor }) => (asOfDay - day < 31 ? sum + (amountMinor ?? 0) : sum), 0)

const usually = (payDay: number | null | undefined): string =>
  payDay == null ? '' : `; usually it comes by the ${ordinal(payDay)}`

export const incomeFeatures: readonly Feature[] = [
  {
    name: 'days_since_salary',
    unit: 'days',
    window_days: null,
    use: 'both',
    why: 'Regular income (salary, pension, benefit) that stops is the most common way into arrears.',
    source: sources.ganong,
    compute: ({ income, asOfDay }) => (income.lastDay === null ? null : asOfDay - income.lastDay),
    reason: {
      say: (value) => (value === 0 ? 'Income came today' : `Income last came ${inDays(value)} ago`),
      missing: 'No regular income has ever been seen on this account',
    },
  },
  {
    name: 'income_expected',
    unit: '0 or 1',
    window_days: 184,
    use: 'both',
    why: 'A gap in income says something only where income is expected: in 3 of 6 calendar months, or by the master data.',
    source: sources.scorecard,
    compute: ({ income }) => (income.isExpected ? 1 : 0),
    reason: {
      say: (value) => (value === 1 ? 'Regular income is expected' : 'No regular income is expected'),
      missing: 'Whether income is expected is not known',
    },
  },
  {
    name: 'salary_seen_90d',
    unit: '0 or 1',
    window_days: 90,
    use: 'both',
    why: 'An account that moves and sees no income lives on its reserves.',
    source: sources.scorecard,
    compute: ({ income, asOfDay }) => (income.lastDay !== null && asOfDay - income.lastDay < 90 ? 1 : 0),
    reason: {
      say: (value) => (value === 1 ? 'Income came within 90 days' : 'No income came for 90 days'),
      missing: 'Whether income came is not known',
    },
  },
  {
    name: 'usual_pay_day',
    unit: 'day of the month',
    window_days: 184,
    use: 'rules',
    why: 'What a delay is measured against: the master data, else the middle of the observed pay days.',
    source: sources.scorecard,
    compute: ({ income }) => income.usualPayDay,
  },
  {
    name: 'salary_delay_days',
    unit: 'days',
    window_days: 184,
    use: 'model',
    why: 'Pay that is late against its own usual day comes before pay that stops.',
    source: sources.ganong,
    compute: ({ income }) => income.delay_days,
    reason: {
      say: (value, { usual_pay_day }) =>
        value > 0
          ? `Salary is ${inDays(value)} late${usually(usual_pay_day)}`
          : `Salary is not late${usually(usual_pay_day)}`,
      missing: 'No usual pay day is known',
    },
  },
  {
    name: 'income_amount_ratio',
    unit: 'ratio',
    window_days: 184,
    use: 'model',
    why: 'Shorter hours or lost supplements shrink pay before it is lost.',
    source: sources.ganong,
    compute: amountRatio,
    reason: {
      say: (value) => `The last income was ${percent(value)} of the usual amount`,
      missing: 'Too few incomes to know a usual amount',
    },
  },
  {
    name: 'income_ratio_31d',
    unit: 'ratio',
    window_days: 31,
    use: 'model',
    why: 'What has come in this month against what a month usually brings.',
    source: sources.norden,
    compute: (view) => ratio(received31(view), view.income.monthlyMinor),
    reason: {
      say: (value) => `The last 31 days brought ${percent(value)} of a usual month's income`,
      missing: "A usual month's income is not known",
    },
  },
  {
    name: 'income_months_6m',
    unit: 'months',
    window_days: 184,
    use: 'model',
    why: 'Income in few of the last six calendar months is irregular.',
    source: sources.khandani,
    compute: ({ income }) => income.monthsSeen,
    reason: {
      say: (value) => `Income came in ${counted(value, 'month')} of the last 6`,
      missing: 'The months with income are not known',
    },
  },
  {
    name: 'income_interval_spread_days',
    unit: 'days',
    window_days: 184,
    use: 'model',
    why: 'Pay that comes at uneven distances makes a fixed due date hard to keep.',
    source: sources.khandani,
    compute: ({ income }) =>
      income.days.length < 4 ? null : spread(gapsOf(income.days.map(({ day }) => day))),
    reason: {
      say: (value) => `The time between incomes varies by ${inDays(value)}`,
      missing: 'Too few incomes to see a rhythm',
    },
  },
  {
    name: 'monthly_income_minor',
    unit: 'minor units',
    window_days: 184,
    use: 'rules',
    why: 'The scale of a customer: the master data, else the median month with income.',
    source: sources.scorecard,
    compute: ({ income }) => income.monthlyMinor,
  },
]

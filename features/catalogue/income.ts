import { gapsOf, median, ratio, spread } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'

const amountRatio = ({ income }: View): number | null => {
  const amounts = income.days.flatMap(({ amountMinor }) => (amountMinor === null ? [] : [amountMinor]))
  const last = amounts.at(-1)
  return last === undefined || amounts.length < 3 ? null : ratio(last, median(amounts.slice(0, -1)))
}

const received31 = ({ income, asOfDay }: View): number =>
  income.days.reduce((sum, { day, amountMinor }) => (asOfDay - day < 31 ? sum + (amountMinor ?? 0) : sum), 0)

export const incomeFeatures: readonly Feature[] = [
  {
    name: 'days_since_salary',
    unit: 'days',
    window_days: null,
    range: [0, null],
    missing: 'no regular income has ever been seen',
    use: 'both',
    why: 'Regular income (salary, pension, benefit) that stops is the most common way into arrears.',
    source: sources.ganong,
    compute: ({ income, asOfDay }) => (income.lastDay === null ? null : asOfDay - income.lastDay),
  },
  {
    name: 'income_expected',
    unit: 'yes or no',
    window_days: 184,
    range: [0, 1],
    missing: null,
    use: 'both',
    why: 'A gap in income says something only where income is expected: in 3 of 6 calendar months, or by the master data.',
    source: sources.scorecard,
    compute: ({ income }) => (income.isExpected ? 1 : 0),
  },
  {
    name: 'salary_seen_90d',
    unit: 'yes or no',
    window_days: 90,
    range: [0, 1],
    missing: null,
    use: 'both',
    why: 'An account that moves and sees no income lives on its reserves.',
    source: sources.scorecard,
    compute: ({ income, asOfDay }) => (income.lastDay !== null && asOfDay - income.lastDay < 90 ? 1 : 0),
  },
  {
    name: 'usual_pay_day',
    unit: 'day of the month',
    window_days: 184,
    range: [1, 31],
    missing: 'the master data name none and income came in fewer than 2 of 6 months',
    use: 'rules',
    why: 'What a delay is measured against: the master data, else the middle of the observed pay days.',
    source: sources.scorecard,
    compute: ({ income }) => income.usualPayDay,
  },
  {
    name: 'salary_delay_days',
    unit: 'days',
    window_days: 184,
    range: [0, null],
    missing: 'no income has been seen or no usual pay day is known',
    use: 'model',
    why: 'Pay that is late against its own usual day comes before pay that stops.',
    source: sources.ganong,
    compute: ({ income }) => income.delay_days,
  },
  {
    name: 'income_amount_ratio',
    unit: 'ratio',
    window_days: 184,
    range: [0, null],
    missing: 'fewer than 3 incomes in 6 months',
    use: 'model',
    why: 'Shorter hours or lost supplements shrink pay before it is lost.',
    source: sources.ganong,
    compute: amountRatio,
  },
  {
    name: 'income_ratio_31d',
    unit: 'ratio',
    window_days: 31,
    range: [0, null],
    missing: 'no month’s income is known',
    use: 'model',
    why: 'What has come in this month against what a month usually brings.',
    source: sources.norden,
    compute: (view) => ratio(received31(view), view.income.monthlyMinor),
  },
  {
    name: 'income_months_6m',
    unit: 'months',
    window_days: 184,
    range: [0, 6],
    missing: null,
    use: 'model',
    why: 'Income in few of the last six calendar months is irregular.',
    source: sources.khandani,
    compute: ({ income }) => income.monthsSeen,
  },
  {
    name: 'income_interval_spread_days',
    unit: 'days',
    window_days: 184,
    range: [0, null],
    missing: 'fewer than 4 incomes in 6 months',
    use: 'model',
    why: 'Pay that comes at uneven distances makes a fixed due date hard to keep.',
    source: sources.khandani,
    compute: ({ income }) =>
      income.days.length < 4 ? null : spread(gapsOf(income.days.map(({ day }) => day))),
  },
  {
    name: 'monthly_income_minor',
    unit: 'minor units',
    window_days: 184,
    range: [0, null],
    missing: 'the master data say nothing and no income was seen in 6 months',
    use: 'rules',
    why: 'The scale of a customer: the master data, else the median month with income.',
    source: sources.scorecard,
    compute: ({ income }) => income.monthlyMinor,
  },
]

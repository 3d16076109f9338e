import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'
import { counted, inDays, percent, times } from './words.ts'

const trend = ({ balances, monthBaseMinor }: View): number | null => {
  const { nowMinor, before28Minor } = balances
  if (nowMinor === null || before28Minor === null || monthBaseMinor === null) return null
  return (nowMinor - before28Minor) / monthBaseMinor
}

export const balanceFeatures: readonly Feature[] = [
  {
    name: 'balance_ratio_60d',
    unit: 'ratio',
    window_days: 60,
    use: 'both',
    why: 'A balance that drains over two months, without a visible event, precedes silence.',
    source: sources.norden,
    compute: ({ balances }) => ratio(balances.nowMinor, balances.before60Minor),
    reason: {
      say: (value) => `The balance is ${percent(value)} of that 60 days ago`,
      missing: 'No positive balance of 60 days ago to compare with',
    },
  },
  {
    name: 'balance_to_income',
    unit: 'months',
    window_days: null,
    use: 'model',
    why: 'Reserves in months of income (of spending where income is not known).',
    source: sources.khandani,
    compute: ({ balances, monthBaseMinor }) => ratio(balances.nowMinor, monthBaseMinor),
    reason: {
      say: (value) => `The balance is ${times(value)} a month's income or spending`,
      missing: 'The balance or its scale is not known',
    },
  },
  {
    name: 'balance_min_to_income_28d',
    unit: 'months',
    window_days: 28,
    use: 'model',
    why: 'How near to empty the account came, measured by a month’s income.',
    source: sources.norden,
    compute: ({ balances, monthBaseMinor }) => ratio(balances.min28Minor, monthBaseMinor),
    reason: {
      say: (value) => `The lowest balance of 4 weeks was ${times(value)} a month's income or spending`,
      missing: 'The balance or its scale is not known',
    },
  },
  {
    name: 'balance_trend_28d',
    unit: 'months',
    window_days: 28,
    use: 'model',
    why: 'Reserves falling by a large part of a month’s income in 4 weeks.',
    source: sources.norden,
    compute: trend,
    reason: {
      say: (value) =>
        `The balance ${value < 0 ? 'fell' : 'rose'} by ${percent(Math.abs(value))} of a month's income or spending in 4 weeks`,
      missing: 'No balance of 4 weeks ago to compare with',
    },
  },
  {
    name: 'low_balance_days_28d',
    unit: 'days',
    window_days: 28,
    use: 'model',
    why: 'Days that close below a tenth of a month’s income.',
    source: sources.norden,
    compute: ({ balances }) => balances.lowDays28,
    reason: {
      say: (value) => `${inDays(value)} of the last 28 closed with a low balance`,
      missing: 'The balance or its scale is not known',
    },
  },
  {
    name: 'low_balance_streak_days',
    unit: 'days',
    window_days: 90,
    use: 'model',
    why: 'An unbroken run of low balances: among the strongest signs on real data.',
    source: sources.norden,
    compute: ({ balances }) => balances.lowStreak_days,
    reason: {
      say: (value) =>
        value === 0 ? 'The balance is not low' : `The balance has been low for ${inDays(value)} on end`,
      missing: 'The balance or its scale is not known',
    },
  },
  {
    name: 'negative_balance_days_90d',
    unit: 'days',
    window_days: 90,
    use: 'model',
    why: 'Days in overdraft; limit violations rise in the year before a default.',
    source: sources.norden,
    compute: ({ balances }) => (balances.nowMinor === null ? null : balances.negativeDays90),
    reason: {
      say: (value) => `${inDays(value)} of the last 90 closed below zero`,
      missing: 'No balance is known',
    },
  },
  {
    name: 'penalty_interest_90d',
    unit: 'postings',
    window_days: 90,
    use: 'model',
    why: 'Penalty interest is what the bank itself charges for a negative balance.',
    source: sources.mester,
    compute: ({ last90 }) => last90.penalties,
    reason: {
      say: (value) => `Penalty interest was charged ${counted(value, 'time')} in 90 days`,
      missing: 'Penalty interest is not known',
    },
  },
]

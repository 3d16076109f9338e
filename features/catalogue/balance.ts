import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'

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
    range: [null, null],
    missing: 'no balance is known now and 60 days ago, or that was not positive',
    use: 'both',
    why: 'A balance that drains over two months, without a visible event, precedes silence.',
    source: sources.norden,
    compute: ({ balances }) => ratio(balances.nowMinor, balances.before60Minor),
  },
  {
    name: 'balance_to_income',
    unit: 'months',
    window_days: null,
    range: [null, null],
    missing: 'no balance, or neither income nor spending is known',
    use: 'model',
    why: 'Reserves in months of income (of spending where income is not known).',
    source: sources.khandani,
    compute: ({ balances, monthBaseMinor }) => ratio(balances.nowMinor, monthBaseMinor),
  },
  {
    name: 'balance_min_to_income_28d',
    unit: 'months',
    window_days: 28,
    range: [null, null],
    missing: 'no balance, or neither income nor spending is known',
    use: 'model',
    why: 'How near to empty the account came, measured by a month’s income.',
    source: sources.norden,
    compute: ({ balances, monthBaseMinor }) => ratio(balances.min28Minor, monthBaseMinor),
  },
  {
    name: 'balance_trend_28d',
    unit: 'months',
    window_days: 28,
    range: [null, null],
    missing: 'no balance now and 28 days ago, or neither income nor spending is known',
    use: 'model',
    why: 'Reserves falling by a large part of a month’s income in 4 weeks.',
    source: sources.norden,
    compute: trend,
  },
  {
    name: 'low_balance_days_28d',
    unit: 'days',
    window_days: 28,
    range: [0, 28],
    missing: 'no balance, or neither income nor spending is known',
    use: 'model',
    why: 'Days that close below a tenth of a month’s income.',
    source: sources.norden,
    compute: ({ balances }) => balances.lowDays28,
  },
  {
    name: 'low_balance_streak_days',
    unit: 'days',
    window_days: 90,
    range: [0, 90],
    missing: 'no balance, or neither income nor spending is known',
    use: 'model',
    why: 'An unbroken run of low balances: among the strongest signs on real data.',
    source: sources.norden,
    compute: ({ balances }) => balances.lowStreak_days,
  },
  {
    name: 'negative_balance_days_90d',
    unit: 'days',
    window_days: 90,
    range: [0, 90],
    missing: 'no balance is known',
    use: 'model',
    why: 'Days in overdraft; limit violations rise in the year before a default.',
    source: sources.norden,
    compute: ({ balances }) => (balances.nowMinor === null ? null : balances.negativeDays90),
  },
  {
    name: 'penalty_interest_90d',
    unit: 'postings',
    window_days: 90,
    range: [0, null],
    missing: null,
    use: 'model',
    why: 'Penalty interest is what the bank itself charges for a negative balance.',
    source: sources.mester,
    compute: ({ last90 }) => last90.penalties,
  },
]

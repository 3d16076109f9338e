import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'
import { change, counted, inDays } from './words.ts'

const TRANSACTIONS_MIN = 5

const activityChange = ({ last28, before28 }: View): number | null => {
  if (before28.transactions < TRANSACTIONS_MIN) return null
  const share = ratio(last28.transactions, before28.transactions)
  return share === null ? null : share - 1
}

const silence = ({ lastTransactionDay, asOfDay }: View): number | null =>
  lastTransactionDay === null ? null : asOfDay - lastTransactionDay

export const activityFeatures: readonly Feature[] = [
  {
    name: 'transactions_total',
    unit: 'transactions',
    window_days: null,
    use: 'rules',
    why: 'Below three there is no history to judge by.',
    source: sources.scorecard,
    compute: (view) => view.transactionsTotal,
  },
  {
    name: 'transactions_90d',
    unit: 'transactions',
    window_days: 90,
    use: 'both',
    why: 'How much the account is lived from; the rules count it.',
    source: sources.mester,
    compute: ({ last90 }) => last90.transactions,
    reason: {
      say: (value) => `${counted(value, 'transaction')} in 90 days`,
      missing: 'The number of transactions is not known',
    },
  },
  {
    name: 'days_since_transaction',
    unit: 'days',
    window_days: null,
    use: 'both',
    why: 'An account that falls silent has been left, or has nothing left.',
    source: sources.mester,
    compute: silence,
    reason: {
      say: (value) =>
        value === 0 ? 'The account moved today' : `The account last moved ${inDays(value)} ago`,
      missing: 'The account has never moved',
    },
  },
  {
    name: 'own_gap_median_days',
    unit: 'days',
    window_days: 180,
    use: 'both',
    why: 'The customer’s own rhythm, against which silence is measured.',
    source: sources.mester,
    compute: (view) => view.ownGap_days,
    reason: {
      say: (value) => `The account usually moves every ${value === 1 ? 'day' : inDays(value)}`,
      missing: 'Too few active days to know a rhythm',
    },
  },
  {
    name: 'silence_to_own_gap',
    unit: 'ratio',
    window_days: 180,
    use: 'rules',
    why: 'Silence measured by the customer’s own rhythm: the same week says little of one and much of another.',
    source: sources.mester,
    compute: (view) => ratio(silence(view), view.ownGap_days),
  },
  {
    name: 'activity_change_28d',
    unit: 'relative change',
    window_days: 56,
    use: 'model',
    why: 'Activity that falls against the customer’s own month before.',
    source: sources.mester,
    compute: activityChange,
    reason: {
      say: (value) => `The number of transactions of 4 weeks is ${change(value)} against the 4 before`,
      missing: 'Too few transactions to compare activity',
    },
  },
]

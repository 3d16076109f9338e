import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'

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
    range: [0, null],
    missing: null,
    use: 'rules',
    why: 'Below three there is no history to judge by.',
    source: sources.scorecard,
    compute: (view) => view.transactionsTotal,
  },
  {
    name: 'transactions_90d',
    unit: 'transactions',
    window_days: 90,
    range: [0, null],
    missing: null,
    use: 'both',
    why: 'How much the account is lived from; the rules count it.',
    source: sources.mester,
    compute: ({ last90 }) => last90.transactions,
  },
  {
    name: 'days_since_transaction',
    unit: 'days',
    window_days: null,
    range: [0, null],
    missing: 'the account has never moved',
    use: 'both',
    why: 'An account that falls silent has been left, or has nothing left.',
    source: sources.mester,
    compute: silence,
  },
  {
    name: 'own_gap_median_days',
    unit: 'days',
    window_days: 180,
    range: [1, null],
    missing: 'fewer than 3 active days in 180',
    use: 'both',
    why: 'The customer’s own rhythm, against which silence is measured.',
    source: sources.mester,
    compute: (view) => view.ownGap_days,
  },
  {
    name: 'silence_to_own_gap',
    unit: 'ratio',
    window_days: 180,
    range: [0, null],
    missing: 'fewer than 3 active days in 180',
    use: 'model',
    why: 'Silence measured by the customer’s own rhythm: the same week says little of one and much of another.',
    source: sources.mester,
    compute: (view) => ratio(silence(view), view.ownGap_days),
  },
  {
    name: 'activity_change_28d',
    unit: 'relative change',
    window_days: 56,
    range: [-1, null],
    missing: 'fewer than 5 transactions in the 28 days before',
    use: 'model',
    why: 'Activity that falls against the customer’s own month before.',
    source: sources.mester,
    compute: activityChange,
  },
]

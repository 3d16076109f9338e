import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'

const cashChange = ({ last28, earlier }: View): number | null => {
  const now = ratio(last28.cashMinor, last28.debitMinor)
  const before = ratio(earlier.cashMinor, earlier.debitMinor)
  return now === null || before === null ? null : now - before
}

export const cashFeatures: readonly Feature[] = [
  {
    name: 'atm_count_7d',
    unit: 'withdrawals',
    window_days: 7,
    range: [0, null],
    missing: null,
    use: 'both',
    why: 'Many small cash withdrawals go with hand-to-mouth budgeting and with moving money out of reach of debits.',
    source: sources.scorecard,
    compute: ({ last7 }) => last7.atmCount,
  },
  {
    name: 'atm_amount_to_own_28d',
    unit: 'ratio',
    window_days: 35,
    range: [0, null],
    missing: 'no ATM cash in the 28 days before',
    use: 'model',
    why: 'Cash taken this week against the customer’s own average week of the 4 before.',
    source: sources.scorecard,
    compute: ({ last7, before7 }) => ratio(last7.atmMinor, before7.atmMinor / 4),
  },
  {
    name: 'cash_share_28d',
    unit: 'share',
    window_days: 28,
    range: [0, 1],
    missing: 'nothing was spent',
    use: 'model',
    why: 'A rising share of cash leaves the account before debits can.',
    source: sources.mester,
    compute: ({ last28 }) => ratio(last28.cashMinor, last28.debitMinor),
  },
  {
    name: 'cash_share_change_28d',
    unit: 'difference of shares',
    window_days: 90,
    range: [-1, 1],
    missing: 'nothing was spent in either part',
    use: 'model',
    why: 'Cash that takes a larger share than in the customer’s own 62 days before.',
    source: sources.mester,
    compute: cashChange,
  },
]

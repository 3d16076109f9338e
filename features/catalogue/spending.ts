import { ratio } from '../view/numbers.ts'
import { mixDivergence } from '../view/sums.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'

/** Below this a change or a mix says nothing. */
const DEBITS_MIN = 10

const spendingChange = ({ last28, before28 }: View): number | null => {
  if (last28.debits + before28.debits < DEBITS_MIN) return null
  const share = ratio(last28.debitMinor, before28.debitMinor)
  return share === null ? null : share - 1
}

const discretionary = ({ last90 }: View): number | null =>
  last90.essentialOnly ? null : last90.discretionaryMinor

const mixShift = ({ last28, earlier }: View): number | null =>
  last28.debits < DEBITS_MIN || earlier.debits < DEBITS_MIN ? null : mixDivergence(last28, earlier)

export const spendingFeatures: readonly Feature[] = [
  {
    name: 'spending_change_28d',
    unit: 'relative change',
    window_days: 56,
    range: [-1, null],
    missing: 'fewer than 10 debits in 56 days, or nothing spent in the 28 before',
    use: 'both',
    why: 'Households cut spending sharply when income is lost: debits of 28 days against the 28 before.',
    source: sources.ganong,
    compute: spendingChange,
  },
  {
    name: 'essential_minor_90d',
    unit: 'minor units',
    window_days: 90,
    range: [0, null],
    missing: null,
    use: 'rules',
    why: 'Groceries, utilities, rent, medical, insurance and instalments: what cannot be cut.',
    source: sources.scorecard,
    compute: ({ last90 }) => last90.essentialMinor,
  },
  {
    name: 'discretionary_minor_90d',
    unit: 'minor units',
    window_days: 90,
    range: [0, null],
    missing: 'the source names no discretionary categories',
    use: 'rules',
    why: 'What can be cut; not assessable where the source names no such categories.',
    source: sources.scorecard,
    compute: discretionary,
  },
  {
    name: 'all_spending_minor_90d',
    unit: 'minor units',
    window_days: 90,
    range: [0, null],
    missing: null,
    use: 'rules',
    why: 'Every debit, cash and transfers included: what the other amounts are a share of.',
    source: sources.scorecard,
    compute: ({ last90 }) => last90.debitMinor,
  },
  {
    name: 'discretionary_to_essential_90d',
    unit: 'ratio',
    window_days: 90,
    range: [0, null],
    missing: 'discretionary is not assessable, or nothing essential was spent',
    use: 'model',
    why: 'A customer under pressure cuts the discretionary part first; one who overspends does not.',
    source: sources.khandani,
    compute: (view) => ratio(discretionary(view), view.last90.essentialMinor),
  },
  {
    name: 'essential_share_90d',
    unit: 'share',
    window_days: 90,
    range: [0, 1],
    missing: 'nothing was spent',
    use: 'model',
    why: 'Where essentials take nearly all, no slack is left for a due date.',
    source: sources.khandani,
    compute: ({ last90 }) => ratio(last90.essentialMinor, last90.debitMinor),
  },
  {
    name: 'spending_to_income_28d',
    unit: 'ratio',
    window_days: 28,
    range: [0, null],
    missing: 'no month’s income is known',
    use: 'model',
    why: 'Spending more than comes in runs down reserves.',
    source: sources.khandani,
    compute: ({ last28, income }) => ratio(last28.debitMinor, income.monthlyMinor),
  },
  {
    name: 'credits_to_debits_28d',
    unit: 'ratio',
    window_days: 28,
    range: [0, null],
    missing: 'nothing was spent',
    use: 'model',
    why: 'Falling inflow against outflow shows on the account before the due date does.',
    source: sources.norden,
    compute: ({ last28 }) => ratio(last28.creditMinor, last28.debitMinor),
  },
  {
    name: 'category_mix_divergence_28d',
    unit: 'bits',
    window_days: 90,
    range: [0, 1],
    missing: 'fewer than 10 debits in either part',
    use: 'model',
    why: 'A sudden change of what money goes to, against the customer’s own past, marks a change of circumstances: Jensen–Shannon divergence of the last 28 days’ categories from those of the 62 days before, from 10 debits in each.',
    source: sources.khandani,
    compute: mixShift,
  },
]

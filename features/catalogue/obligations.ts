import { ratio } from '../view/numbers.ts'
import type { View } from '../view/view.ts'
import type { Feature } from './feature.ts'
import { sources } from './sources.ts'
import { counted, inDays, percent, times } from './words.ts'

const projected = ({ balances, obligations, dueMinor, asOfDay }: View): number | null => {
  const { nowMinor, before28Minor } = balances
  if (nowMinor === null || before28Minor === null || obligations.next === null) return null
  const perDay = (nowMinor - before28Minor) / 28
  return ratio(nowMinor + perDay * (obligations.next.terms.dueDay - asOfDay), dueMinor)
}

export const obligationFeatures: readonly Feature[] = [
  {
    name: 'days_to_due',
    unit: 'days',
    window_days: null,
    use: 'both',
    why: 'Time left until the next obligation (due in 3–35 days) and to help before it.',
    source: sources.scorecard,
    compute: ({ obligations, asOfDay }) =>
      obligations.next === null ? null : obligations.next.terms.dueDay - asOfDay,
    reason: {
      say: (value) => `The next obligation is due in ${inDays(value)}`,
      missing: 'Nothing falls due in 3 to 35 days',
    },
  },
  {
    name: 'obligations_to_income',
    unit: 'share',
    window_days: null,
    use: 'both',
    why: 'What falls due within a month as a share of a month’s income: the debt burden.',
    source: sources.eba,
    compute: ({ obligations, income }) => ratio(obligations.dueInMonthMinor, income.monthlyMinor),
    reason: {
      say: (value) => `Obligations of a month take ${percent(value)} of income`,
      missing: 'Obligations or income are not known',
    },
  },
  {
    name: 'due_to_income',
    unit: 'share',
    window_days: null,
    use: 'model',
    why: 'A large next payment is harder to keep than a small one.',
    source: sources.khandani,
    compute: (view) => ratio(view.dueMinor, view.income.monthlyMinor),
    reason: {
      say: (value) => `The next payment is ${percent(value)} of a month's income`,
      missing: 'The next payment or the income is not known',
    },
  },
  {
    name: 'balance_to_due',
    unit: 'ratio',
    window_days: null,
    use: 'model',
    why: 'Whether the money for the next payment is there today.',
    source: sources.norden,
    compute: (view) => ratio(view.balances.nowMinor, view.dueMinor),
    reason: {
      say: (value) => `The balance covers the next payment ${times(value)}`,
      missing: 'The balance or the next payment is not known',
    },
  },
  {
    name: 'balance_min_to_due_28d',
    unit: 'ratio',
    window_days: 28,
    use: 'model',
    why: 'Whether the money for the next payment was there at the lowest point of 4 weeks.',
    source: sources.norden,
    compute: (view) => ratio(view.balances.min28Minor, view.dueMinor),
    reason: {
      say: (value) => `The lowest balance of 4 weeks would cover the next payment ${times(value)}`,
      missing: 'The balance or the next payment is not known',
    },
  },
  {
    name: 'balance_projected_to_due',
    unit: 'ratio',
    window_days: 28,
    use: 'rules',
    why: 'Whether the money for the next payment will be there: today’s balance carried to the due date by its own trend of 4 weeks.',
    source: sources.norden,
    compute: projected,
  },
  {
    name: 'outstanding_to_income',
    unit: 'months',
    window_days: 190,
    use: 'rules',
    why: 'All that is owed, over all products, in months of income.',
    source: sources.eba,
    compute: ({ debts, income }) => ratio(debts.outstandingMinor, income.monthlyMinor),
  },
  {
    name: 'card_utilisation',
    unit: 'share',
    window_days: 190,
    use: 'rules',
    why: 'Credit lines are drawn towards their limit in the months before a default.',
    source: sources.norden,
    compute: ({ debts }) => ratio(debts.cardOutstandingMinor, debts.cardLimitMinor),
  },
  {
    name: 'card_minimum_only_share_180d',
    unit: 'share',
    window_days: 180,
    use: 'rules',
    why: 'Paying only the minimum of a card, month after month, is named by regulators as a sign of difficulty.',
    source: sources.concCards,
    compute: ({ debts }) => ratio(debts.cardMinimumOnly, debts.cardStatements),
  },
  {
    name: 'failed_debits_90d',
    unit: 'debits',
    window_days: 90,
    use: 'both',
    why: 'A returned debit is a payment that has already failed once.',
    source: sources.conc,
    // A bank may tell of one failure twice: as a transaction and as what became of the obligation.
    compute: ({ last90, obligations }) => Math.max(last90.failedDebits, obligations.returnedDebits90),
    reason: {
      say: (value) => `${counted(value, 'auto-debit')} failed in 90 days`,
      missing: 'Failed auto-debits are not known',
    },
  },
  {
    name: 'late_obligations_180d',
    unit: 'obligations',
    window_days: 180,
    use: 'model',
    why: 'Obligations not paid by their grace in the past half year: past lateness predicts the next.',
    source: sources.conc,
    compute: ({ obligations }) => (obligations.judged === 0 ? null : obligations.late),
    reason: {
      say: (value) => `${counted(value, 'obligation')} of the last half year not paid on time`,
      missing: 'No obligation of the last half year to judge by',
    },
  },
  {
    name: 'late_share_180d',
    unit: 'share',
    window_days: 180,
    use: 'model',
    why: 'The same as a share, so that a customer with many obligations is judged alike.',
    source: sources.conc,
    compute: ({ obligations }) => ratio(obligations.late, obligations.judged),
    reason: {
      say: (value) => `${percent(value)} of the last half year's obligations were not paid on time`,
      missing: 'No obligation of the last half year to judge by',
    },
  },
  {
    name: 'last_payment_lag_days',
    unit: 'days',
    window_days: 190,
    use: 'model',
    why: 'Payments that drift towards and past the due date.',
    source: sources.conc,
    compute: ({ obligations }) => obligations.lastPaymentLag_days,
    reason: {
      say: (value) =>
        value > 0
          ? `The last obligation was paid ${inDays(value)} after it was due`
          : value === 0
            ? 'The last obligation was paid on its due date'
            : `The last obligation was paid ${inDays(-value)} before it was due`,
      missing: 'No payment of an obligation is known',
    },
  },
]

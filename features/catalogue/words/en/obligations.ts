import { percent } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { counted, days, isPartOf, nextPayment, times } from './phrases.ts'

export const obligations: Wordings = {
  days_to_due: {
    factor: 'Time until the next payment is due',
    say: (value) => `The next payment is due in ${days(value)}`,
    missing: 'Nothing falls due in 3 to 35 days',
  },
  obligations_to_income: {
    factor: 'Payments due within a month as a share of a month’s income',
    say: (value) => `The payments of a month take ${percent(value)} of income`,
    missing: 'The payments of a month or the income are not known',
  },
  due_to_income: {
    factor: 'The next payment as a share of a month’s income',
    say: (value, { due }) => `${capital(nextPayment(due))}, is ${percent(value)} of a month's income`,
    missing: 'The next payment or the income is not known',
  },
  balance_to_due: {
    factor: 'Balance as a share of the next payment',
    say: (value, { due }) => `The balance ${isPartOf(value, nextPayment(due))}`,
    missing: 'The balance or the next payment is not known',
  },
  balance_min_to_due_28d: {
    factor: 'Lowest balance of 28 days as a share of the next payment',
    say: (value, { due }) => `The lowest balance of 4 weeks ${isPartOf(value, nextPayment(due), 'was')}`,
    missing: 'The balance or the next payment is not known',
  },
  balance_projected_to_due: {
    factor: 'Balance projected to the due date as a share of the next payment',
    say: (value, { due }) =>
      `If it goes on as in the last 4 weeks, the balance ${isPartOf(value, nextPayment(due), 'will be')}`,
    missing: 'No balance of 4 weeks ago, or no next payment, to project to',
  },
  outstanding_to_income: {
    factor: 'All that is owed in months of income',
    say: (value) => `All that is owed is ${times(value)} a month's income`,
    missing: 'What is owed or the income is not known',
  },
  card_utilisation: {
    factor: 'Share of the card limits that is used',
    say: (value) => `${percent(value)} of the card limit is used`,
    missing: 'No card with a known limit',
  },
  card_minimum_only_share_180d: {
    factor: 'Share of card statements of which only the minimum was paid, 180 days',
    say: (value) =>
      value === 0
        ? 'More than the minimum was paid of every card statement of the last half year'
        : `Of ${percent(value)} of the last half year's card statements only the minimum was paid`,
    missing: 'No card statement of the last half year to judge by',
  },
  failed_debits_90d: {
    factor: 'Automatic debits that failed within 90 days',
    say: (value) =>
      value === 0
        ? 'No automatic debit failed in 90 days'
        : `${counted(value, 'automatic debit')} failed in 90 days`,
    missing: 'Failed automatic debits are not known',
  },
  late_share_180d: {
    factor: 'Share of payments not made on time, 180 days',
    say: (value) =>
      value === 0
        ? 'Every payment of the last half year was made on time'
        : `${percent(value)} of the last half year's payments were not made on time`,
    missing: 'No payment of the last half year to judge by',
  },
  last_payment_lag_days: {
    factor: 'Time from the due date to the last payment made',
    say: (value) =>
      value > 0
        ? `The last payment was made ${days(value)} after it was due`
        : value === 0
          ? 'The last payment was made on its due date'
          : `The last payment was made ${days(-value)} before it was due`,
    missing: 'No payment is known yet',
  },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import type { Wordings } from '../wording.ts'
import { change, counted, days, times } from './phrases.ts'

export const activity: Wordings = {
  transactions_total: {
    factor: 'Transactions known in all',
    say: (value) => `${counted(value, 'transaction')} are known in all`,
    missing: 'The number of transactions is not known',
  },
  transactions_90d: {
    factor: 'Transactions of 90 days',
    say: (value) => `${counted(value, 'transaction')} in 90 days`,
    missing: 'The number of transactions is not known',
  },
  days_since_transaction: {
    factor: 'Time since the last transaction',
    say: (value) => (value === 0 ? 'The account moved today' : `The account last moved ${days(value)} ago`),
    missing: 'The account has never moved',
  },
  own_gap_median_days: {
    factor: 'Usual time between days with transactions',
    say: (value) =>
      value === 1 ? 'The account usually moves every day' : `The account usually moves every ${days(value)}`,
    missing: 'Too few active days to know a rhythm',
  },
  silence_to_own_gap: {
    factor: 'Time since the last transaction against the customer’s own rhythm',
    say: (value) => `The account has been still for ${times(value)} its own usual gap`,
    missing: 'Too few active days to know a rhythm',
  },
  activity_change_28d: {
    factor: 'Change of the number of transactions over 28 days',
    say: (value) => `The number of transactions of 4 weeks is ${change(value)} against the 4 before`,
    missing: 'Too few transactions to compare activity',
  },
}

import { percent, rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { counted, times } from './phrases.ts'

export const cash: Wordings = {
  atm_count_7d: {
    factor: 'Cash withdrawals of 7 days',
    say: (value) => `${counted(value, 'cash withdrawal')} in 7 days`,
    missing: 'Cash withdrawals are not known',
  },
  atm_amount_to_own_28d: {
    factor: 'Cash withdrawn in 7 days against the customer’s own usual week',
    say: (value) => `The week's cash withdrawals are ${times(value)} the customer's own usual`,
    missing: 'No cash was withdrawn in the 4 weeks before to compare with',
  },
  cash_share_28d: {
    factor: 'Share of cash in spending, 28 days',
    say: (value) => `Cash is ${percent(value)} of 4 weeks' spending`,
    missing: 'No spending was seen in 4 weeks',
  },
  cash_share_change_28d: {
    factor: 'Change of the share of cash in spending',
    say: (value) =>
      Math.round(value * 100) === 0
        ? 'Cash takes the same share of spending as before'
        : `Cash takes ${rounded(Math.abs(value) * 100, 0)} percentage points ${value > 0 ? 'more' : 'less'} of spending than before`,
    missing: 'Too little spending to compare the share of cash',
  },
}

import { percent } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { counted, days, isPartOf } from './phrases.ts'

const MONTH = "a month's income or spending"

export const balance: Wordings = {
  balance_ratio_60d: {
    factor: 'Balance as a share of that 60 days before',
    say: (value) =>
      value < 0
        ? 'The balance is below zero; 60 days ago it was above'
        : `The balance is ${percent(value)} of that 60 days ago`,
    missing: 'No positive balance of 60 days ago to compare with',
  },
  balance_to_income: {
    factor: 'Balance in months of income or spending',
    say: (value) => `The balance ${isPartOf(value, MONTH)}`,
    missing: 'The balance or its scale is not known',
  },
  balance_min_to_income_28d: {
    factor: 'Lowest balance of 28 days in months of income or spending',
    say: (value) => `The lowest balance of 4 weeks ${isPartOf(value, MONTH, 'was')}`,
    missing: 'The balance or its scale is not known',
  },
  balance_trend_28d: {
    factor: 'Change of the balance over 28 days in months of income or spending',
    say: (value) =>
      `The balance ${value < 0 ? 'fell' : 'rose'} by ${percent(Math.abs(value))} of ${MONTH} in 4 weeks`,
    missing: 'No balance of 4 weeks ago to compare with',
  },
  low_balance_days_28d: {
    factor: 'Days of low balance among the last 28',
    say: (value) => `${days(value)} of the last 28 closed with a low balance`,
    missing: 'The balance or its scale is not known',
  },
  low_balance_streak_days: {
    factor: 'Days of low balance in a row',
    say: (value) =>
      value === 0 ? 'The balance is not low' : `The balance has been low for ${days(value)} on end`,
    missing: 'The balance or its scale is not known',
  },
  negative_balance_days_90d: {
    factor: 'Days below zero among the last 90',
    say: (value) => `${days(value)} of the last 90 closed below zero`,
    missing: 'No balance is known',
  },
  penalty_interest_90d: {
    factor: 'Penalty interest charged within 90 days',
    say: (value) =>
      value === 0
        ? 'No penalty interest was charged in 90 days'
        : `Penalty interest was charged ${counted(value, 'time')} in 90 days`,
    missing: 'Penalty interest is not known',
  },
}

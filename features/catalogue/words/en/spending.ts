import { money, percent } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { change, times } from './phrases.ts'

export const spending: Wordings = {
  spending_change_28d: {
    factor: 'Change of spending over 28 days',
    say: (value) => `Spending of the last 4 weeks is ${change(value)} against the 4 before`,
    missing: 'Too few debits to compare spending',
  },
  essential_minor_90d: {
    factor: 'Essential spending of 90 days',
    say: (value, { due }) => `Essential spending of 90 days is ${money(value, due?.currency ?? null)}`,
    missing: 'Essential spending is not known',
  },
  discretionary_minor_90d: {
    factor: 'Optional spending of 90 days',
    say: (value, { due }) => `Optional spending of 90 days is ${money(value, due?.currency ?? null)}`,
    missing: 'Optional spending cannot be told from the rest',
  },
  all_spending_minor_90d: {
    factor: 'All spending of 90 days',
    say: (value, { due }) => `All spending of 90 days is ${money(value, due?.currency ?? null)}`,
    missing: 'Spending is not known',
  },
  discretionary_to_essential_90d: {
    factor: 'Optional spending against essential spending, 90 days',
    say: (value) => `Optional spending is ${times(value)} the essential`,
    missing: 'Optional against essential spending cannot be assessed',
  },
  essential_share_90d: {
    factor: 'Share of essentials in all spending, 90 days',
    say: (value) => `Essentials are ${percent(value)} of all spending`,
    missing: 'No spending was seen in 90 days',
  },
  spending_to_income_28d: {
    factor: 'Spending of 28 days against a month’s income',
    say: (value) => `4 weeks' spending is ${percent(value)} of a month's income`,
    missing: "A usual month's income is not known",
  },
  credits_to_debits_28d: {
    factor: 'Money received against money paid out, 28 days',
    say: (value) => `In 4 weeks ${times(value)} as much came in as went out`,
    missing: 'Nothing went out in 4 weeks',
  },
  category_mix_divergence_28d: {
    factor: 'Difference of the kinds of spending from the customer’s own past',
    say: (value) =>
      value < 0.1
        ? 'Money goes to the same kinds of things as before'
        : `Money goes to other kinds of things than before (${percent(value)} of the greatest possible change)`,
    missing: 'Too few debits to compare what money goes to',
  },
}

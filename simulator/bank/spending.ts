import type { Category, TransactionChannel } from '../../domain/transaction.ts'
import { bendOf } from './bends.ts'
import type { Episode } from './episodes.ts'
import type { Random } from './random.ts'
import type { Traits } from './traits.ts'

/** Something the customer would like to pay today. */
export type Wish = {
  minute: number
  amountMinor: number
  category: Category
  channel: TransactionChannel
  vital: boolean
}

const essentials: readonly Category[] = [
  'grocery',
  'grocery',
  'grocery',
  'utility',
  'household',
  'essential_other',
]
const discretionaries: readonly Category[] = [
  'dining',
  'dining',
  'shopping',
  'entertainment',
  'travel',
  'discretionary_other',
]
const payChannels: readonly TransactionChannel[] = ['upi', 'upi', 'upi', 'card', 'card', 'net_banking']
const ESSENTIAL_A_DAY = 0.75
const DISCRETIONARY_A_DAY = 0.55
const ATM_A_DAY = 0.16
const NOTE_MINOR = 50_000
/** Of the logarithm of an everyday amount. */
const SPREAD = 0.65

const rupees = (minor: number): number => Math.max(100, Math.round(minor / 100) * 100)
const minuteOf = (random: Random): number => random.whole(8 * 60, 22 * 60)

/** A day's wishes: everyday life, bent by whatever the customer is going through. */
export function wishesOf(
  traits: Traits,
  random: Random,
  { kind, pressure }: { kind: Episode['kind'] | null; pressure: number },
): Wish[] {
  const duesMinor = (traits.loan?.amountMinor ?? 0) + (traits.card?.minimumMinor ?? 0)
  const everyday = ((traits.monthlyIncomeMinor - duesMinor) * traits.spendingShare) / 30
  const bend = bendOf(kind, pressure, traits)
  const wishes: Wish[] = []
  const wish = (meanMinor: number, spread: number, rest: Omit<Wish, 'minute' | 'amountMinor'>): void => {
    const amountMinor = rupees(meanMinor * Math.exp(random.normal(-(spread * spread) / 2, spread)))
    wishes.push({ minute: minuteOf(random), amountMinor, ...rest })
  }
  const times = (count: number, one: () => void): void => {
    for (let i = 0; i < count; i++) one()
  }
  const essential = everyday * (1 - traits.discretionaryShare) * (1 - traits.cashHabit * 0.5)
  const discretionary = everyday * traits.discretionaryShare
  const pay = (): TransactionChannel => random.pick(payChannels)
  times(random.poisson(ESSENTIAL_A_DAY * bend.essential), () =>
    wish(essential / ESSENTIAL_A_DAY, SPREAD, {
      category: random.pick(essentials),
      channel: pay(),
      vital: true,
    }),
  )
  times(random.poisson(DISCRETIONARY_A_DAY * bend.discretionary), () =>
    wish(discretionary / DISCRETIONARY_A_DAY, SPREAD, {
      category: random.pick(discretionaries),
      channel: pay(),
      vital: false,
    }),
  )
  times(random.poisson(ATM_A_DAY * (0.4 + 1.6 * traits.cashHabit) * bend.withdrawals), () =>
    withdraw(wishes, random, everyday / Math.sqrt(bend.withdrawals)),
  )
  times(random.poisson(bend.bills_a_day), () =>
    wish(traits.monthlyIncomeMinor * 0.2, 0.5, { category: 'essential_other', channel: 'upi', vital: true }),
  )
  times(random.poisson(bend.debts_a_day), () =>
    wish(traits.monthlyIncomeMinor * 0.11, 0.4, { category: 'instalment', channel: 'upi', vital: true }),
  )
  return wishes
}

/** Who draws often draws less each time. */
function withdraw(wishes: Wish[], random: Random, usualMinor: number): void {
  const wanted = Math.round((usualMinor * random.between(0.8, 3)) / NOTE_MINOR) * NOTE_MINOR
  const amountMinor = Math.max(NOTE_MINOR, wanted)
  wishes.push({ minute: minuteOf(random), amountMinor, category: 'cash_out', channel: 'atm', vital: true })
}

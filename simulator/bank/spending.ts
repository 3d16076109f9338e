import type { Category, TransactionChannel } from '../../domain/transaction.ts'
import { isDistress, type Episode } from './episodes.ts'
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
/** Repayments to other lenders, which only the distressed have. */
const OTHER_DEBTS_A_DAY = 0.05

const rupees = (minor: number): number => Math.max(100, Math.round(minor / 100) * 100)
const minuteOf = (random: Random): number => random.whole(8 * 60, 22 * 60)

/** A day's wishes: everyday life, bent by whatever the customer is going through. */
export function wishesOf(
  traits: Traits,
  random: Random,
  mood: { kind: Episode['kind'] | null; pressure: number },
): Wish[] {
  const duesMinor = (traits.loan?.amountMinor ?? 0) + (traits.card?.minimumMinor ?? 0)
  const everyday = ((traits.monthlyIncomeMinor - duesMinor) * traits.spendingShare) / 30
  const { kind, pressure } = mood
  const quiet = kind === 'look_alike_quiet' ? 1 - 0.75 * pressure : 1
  const cut = isShort(kind) ? 1 - pressure * traits.thrift * 0.8 : 1
  const splurge = kind === 'overspending' ? 1 + 1.6 * pressure : 1
  const cash =
    (kind === 'look_alike_cash' ? 1 + 2.2 * pressure : 1) +
    (isShort(kind) ? 1.5 * pressure * traits.cashHabit * 2 : 0)
  const wishes: Wish[] = []
  const add = (count: number, list: readonly Category[], mean: number, vital: boolean) => {
    for (let i = 0; i < count; i++) {
      const amountMinor = rupees(mean * Math.exp(random.normal(-0.2, 0.65)))
      wishes.push({
        minute: minuteOf(random),
        amountMinor,
        category: random.pick(list),
        channel: random.pick(payChannels),
        vital,
      })
    }
  }
  const essentialDay = everyday * (1 - traits.discretionaryShare) * (1 - traits.cashHabit * 0.5)
  const discretionaryDay = everyday * traits.discretionaryShare
  add(random.poisson(ESSENTIAL_A_DAY * quiet), essentials, essentialDay / ESSENTIAL_A_DAY, true)
  add(
    random.poisson(DISCRETIONARY_A_DAY * quiet * cut * splurge),
    discretionaries,
    discretionaryDay / DISCRETIONARY_A_DAY,
    false,
  )
  const withdrawals = random.poisson(ATM_A_DAY * (0.4 + 1.6 * traits.cashHabit) * cash * quiet)
  for (let i = 0; i < withdrawals; i++) {
    const amountMinor = Math.max(50_000, Math.round((everyday * random.between(0.8, 3)) / 50_000) * 50_000)
    wishes.push({ minute: minuteOf(random), amountMinor, category: 'cash_out', channel: 'atm', vital: true })
  }
  if (kind === 'expense_shock' && random.chance(0.16 * pressure)) {
    const amountMinor = rupees(traits.monthlyIncomeMinor * random.between(0.08, 0.4))
    wishes.push({
      minute: minuteOf(random),
      amountMinor,
      category: 'essential_other',
      channel: 'upi',
      vital: true,
    })
  }
  if (isDistress(kind) && random.chance(OTHER_DEBTS_A_DAY * pressure)) {
    const amountMinor = rupees(traits.monthlyIncomeMinor * random.between(0.05, 0.2))
    wishes.push({
      minute: minuteOf(random),
      amountMinor,
      category: 'transfer_out',
      channel: 'upi',
      vital: true,
    })
  }
  return wishes
}

const isShort = (kind: Episode['kind'] | null): boolean =>
  kind === 'job_loss' || kind === 'late_pay' || kind === 'expense_shock'

import { categories, isIncome, type Category, type Transaction } from '../../domain/transaction.ts'
import { hashOfId } from './hash.ts'
import type { Entry } from './shape.ts'

/** Places of categories in a state's bytes: the order of `categories` is part of the layout. */
const places = new Map(categories.map((category, index) => [category, index]))
export const placeOf = (category: Category): number => places.get(category) as number

const PLACE_MASK = 31
const DEBIT = 32
const ATM = 64
const FAILED = 128
/** It says which transaction it gives back. */
const REFUND = 256

export const penaltyPlace = placeOf('penalty_interest')
const incomePlaces: ReadonlySet<number> = new Set(categories.filter(isIncome).map(placeOf))

export const placeIn = ({ traits }: Entry): number => traits & PLACE_MASK
export const isDebit = ({ traits }: Entry): boolean => (traits & DEBIT) !== 0
export const isAtm = ({ traits }: Entry): boolean => (traits & ATM) !== 0
export const isFailed = ({ traits }: Entry): boolean => (traits & FAILED) !== 0
export const isRefund = ({ traits }: Entry): boolean => (traits & REFUND) !== 0
export const isIncomeEntry = (entry: Entry): boolean => !isDebit(entry) && incomePlaces.has(placeIn(entry))

/** What the state keeps of a transaction while it may still be undone. */
export function entryOf(fact: Transaction): Entry {
  let traits = placeOf(fact.category)
  if (fact.direction === 'debit') traits |= DEBIT
  if (fact.channel === 'atm') traits |= ATM
  if (fact.status === 'failed') traits |= FAILED
  else if (fact.reverses !== undefined) traits |= REFUND
  return { hash: hashOfId('transaction', fact.id), traits, amountMinor: fact.amountMinor }
}

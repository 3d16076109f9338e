import type { Transaction } from '../../domain/transaction.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** A token that no bank id has; another one a number. */
export const tokenOf = (number: number): string => {
  const digits = number.toString(32).padStart(26, '0')
  return `c_${[...digits].map((digit) => LETTERS[Number.parseInt(digit, 32)]).join('')}`
}

/** A card payment of this customer at an instant. */
export const payment = (id: string, at: string, amountMinor: number): Transaction => ({
  kind: 'transaction',
  id,
  at,
  direction: 'debit',
  amountMinor,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
})

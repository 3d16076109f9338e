import type { Obligation } from '../../domain/obligation.ts'
import type { BerkaSymbol } from './berka-columns.ts'

export interface Debit {
  day: number
  symbol: BerkaSymbol
  amountMinor: number
}

/** One due date of a loan or standing order, with the day on which the bank knew of it. */
export interface Due {
  line: number
  account: string
  /** What a debit must carry to pay it. */
  symbol: BerkaSymbol
  dueDay: number
  knownDay: number
  id: string
  product: Obligation['product']
  productId: string
  amountMinor: number
  outstandingMinor?: number
}

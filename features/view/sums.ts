import { categories, isDiscretionary, isEssential } from '../../domain/transaction.ts'
import type { Day } from '../state/shape.ts'
import { placeOf } from '../state/traits.ts'

const isEssentialPlace = categories.map(isEssential)
const isDiscretionaryPlace = categories.map(isDiscretionary)
const cashPlace = placeOf('cash_out')

/** What a window of days adds up to. Money, in minor units, and debits are those of the main currency. */
export interface Sums {
  transactions: number
  debits: number
  debitMinor: number
  /** Debits by place of their category. */
  spentMinor: number[]
  essentialMinor: number
  discretionaryMinor: number
  cashMinor: number
  creditMinor: number
  atmCount: number
  atmMinor: number
  failedDebits: number
  penalties: number
  essentialOnly: boolean
}

const noneSpent = categories.map(() => 0)

export const noSums = (): Sums => ({
  transactions: 0,
  debits: 0,
  debitMinor: 0,
  spentMinor: [...noneSpent],
  essentialMinor: 0,
  discretionaryMinor: 0,
  cashMinor: 0,
  creditMinor: 0,
  atmCount: 0,
  atmMinor: 0,
  failedDebits: 0,
  penalties: 0,
  essentialOnly: false,
})

/** Adds a bucket; of one in another than the main currency only what is no money. */
export function addDay(sums: Sums, day: Day, isMain: boolean): void {
  sums.transactions += day.transactions
  sums.atmCount += day.atmCount
  sums.failedDebits += day.failedDebits
  sums.penalties += day.penalties
  if (day.essentialOnly) sums.essentialOnly = true
  if (!isMain) return
  sums.debits += day.debits
  sums.creditMinor += day.creditMinor
  sums.atmMinor += day.atmMinor
  for (const { category, amountMinor } of day.spent) {
    sums.debitMinor += amountMinor
    sums.spentMinor[category] = (sums.spentMinor[category] ?? 0) + amountMinor
    if (isEssentialPlace[category]) sums.essentialMinor += amountMinor
    else if (isDiscretionaryPlace[category]) sums.discretionaryMinor += amountMinor
    else if (category === cashPlace) sums.cashMinor += amountMinor
  }
}

/** What several windows that do not overlap add up to: money is whole numbers, so the order does not matter. */
export function sumOf(parts: readonly Sums[]): Sums {
  const all = noSums()
  for (const part of parts) {
    all.transactions += part.transactions
    all.debits += part.debits
    all.debitMinor += part.debitMinor
    all.essentialMinor += part.essentialMinor
    all.discretionaryMinor += part.discretionaryMinor
    all.cashMinor += part.cashMinor
    all.creditMinor += part.creditMinor
    all.atmCount += part.atmCount
    all.atmMinor += part.atmMinor
    all.failedDebits += part.failedDebits
    all.penalties += part.penalties
    if (part.essentialOnly) all.essentialOnly = true
    for (let i = 0; i < all.spentMinor.length; i++)
      all.spentMinor[i] = (all.spentMinor[i] ?? 0) + (part.spentMinor[i] ?? 0)
  }
  return all
}

/**
 * Jensen–Shannon divergence of two mixes of spending, in bits: 0 the same, 1 nothing in common. Symmetric and finite
 * where a category is new or gone. Source: Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on
 * Information Theory 37 (1991). Null where nothing was spent in one of them.
 */
export function mixDivergence(one: Sums, other: Sums): number | null {
  if (one.debitMinor === 0 || other.debitMinor === 0) return null
  let bits = 0
  for (let i = 0; i < one.spentMinor.length; i++) {
    const p = (one.spentMinor[i] ?? 0) / one.debitMinor
    const q = (other.spentMinor[i] ?? 0) / other.debitMinor
    const middle = (p + q) / 2
    if (p > 0) bits += (p * Math.log2(p / middle)) / 2
    if (q > 0) bits += (q * Math.log2(q / middle)) / 2
  }
  return Math.min(1, Math.max(0, bits))
}

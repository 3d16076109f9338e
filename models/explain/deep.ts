import type { Leaf } from './leaf.ts'
import { leafValues } from './shapley.ts'

/** Adds what leaves below too many tests for a table give, worked out for each row. Codes and sums: `stride` values a
 *  column. */
export function addDeepLeaves(
  leaves: readonly Leaf[],
  codes: Int32Array,
  sums: Float64Array,
  stride: number,
  size: number,
): void {
  for (const leaf of leaves) {
    const values = new Float64Array(leaf.shares.length)
    for (let row = 0; row < size; row++) {
      leafValues(leaf, followedBy(leaf, codes, stride, row), values, 0)
      leaf.features.forEach((feature, slot) => (sums[feature * stride + row]! += values[slot]!))
    }
  }
}

/** A bit for each of the leaf's features whose steps the row follows. */
function followedBy({ steps, shares }: Leaf, codes: Int32Array, stride: number, row: number): number {
  let followed = (1 << shares.length) - 1
  for (const { column, limit, left, slot } of steps)
    if (codes[column * stride + row]! <= limit !== left) followed &= ~(1 << slot)
  return followed
}

import { NEVER_RIGHT } from './codes.ts'
import type { Leaf, Step } from './leaf.ts'
import { leafValues } from './shapley.ts'

/** As many bits of a pattern are a group's own. */
export const TESTS_WITHIN_MAX = 3

/**
 * Neighbouring leaves, with what they add up to for every pattern of their tests. `table` has a row a pattern and a
 * column a feature; a pattern is that of the tests above (kept at place `prefix`), then three bits of the group's own,
 * each 1 where the row goes right.
 */
export type Group = {
  prefix: number
  columns: readonly number[]
  limits: readonly number[]
  features: readonly number[]
  table: Float32Array
}

export function groupOf(leaves: readonly Leaf[], above: number, prefix: number): Group {
  const features = [...new Set(leaves.flatMap((leaf) => leaf.features))]
  const within = new Map(leaves.flatMap(({ steps }) => steps.slice(above)).map((step) => [step.node, step]))
  const tests: { column: number; limit: number }[] = [...within.values()]
  while (tests.length < TESTS_WITHIN_MAX) tests.push({ column: 0, limit: NEVER_RIGHT })
  const nodes = [...within.keys()]
  const bitOf = (step: Step, depth: number): number =>
    depth < above ? TESTS_WITHIN_MAX + above - 1 - depth : nodes.indexOf(step.node)
  const table = new Float64Array(features.length << (above + TESTS_WITHIN_MAX))
  for (const leaf of leaves) addLeaf(leaf, leaf.steps.map(bitOf), features, table)
  return {
    prefix,
    columns: tests.map((test) => test.column),
    limits: tests.map((test) => test.limit),
    features,
    table: Float32Array.from(table),
  }
}

function addLeaf(
  leaf: Leaf,
  bits: readonly number[],
  features: readonly number[],
  table: Float64Array,
): void {
  const { steps } = leaf
  const count = leaf.shares.length
  const values = new Float64Array(count << count)
  for (let followed = 0; followed < 1 << count; followed++)
    leafValues(leaf, followed, values, followed * count)
  const columns = leaf.features.map((feature) => features.indexOf(feature))
  const width = features.length
  for (let pattern = 0; pattern * width < table.length; pattern++) {
    let followed = (1 << count) - 1
    for (let at = 0; at < steps.length; at++) {
      const goesRight = ((pattern >> bits[at]!) & 1) === 1
      if (goesRight === steps[at]!.left) followed &= ~(1 << steps[at]!.slot)
    }
    for (let slot = 0; slot < count; slot++)
      table[pattern * width + columns[slot]!]! += values[followed * count + slot]!
  }
}

import type { Codes } from './codes.ts'
import { groupOf, TESTS_WITHIN_MAX, type Group } from './group.ts'
import { leavesBelow, ROOT, stepDown, type Leaf } from './leaf.ts'
import type { Tree } from './model-json.ts'

/** With those within a group at most 7, so that a table has at most 2⁷ patterns: every tree of depth 6 has room. */
const TESTS_ABOVE_MAX = 4

/** Appends the test of a node to the pattern of the tests above it: `to` = 2 · `from` + (1 where the row goes right). */
export type Prefix = { from: number; to: number; column: number; limit: number }

/** What to do for one tree, in this order. */
export type TreePlan = { prefixes: Prefix[]; groups: Group[]; deepLeaves: Leaf[] }

/** Places for the patterns of one tree's prefixes; place 0 is that of no test. */
export const PREFIXES_MAX = 1 << TESTS_ABOVE_MAX

export function planOf(tree: Tree, codes: Codes): TreePlan {
  const plan: TreePlan = { prefixes: [], groups: [], deepLeaves: [] }
  const from = [{ node: 0, above: ROOT, prefix: 0 }]
  for (let next = from.pop(); next; next = from.pop()) {
    const { node, above, prefix } = next
    const leaves = leavesBelow(tree, node, above, codes)
    const depth = above.steps.length
    if (leaves.length <= TESTS_WITHIN_MAX + 1) plan.groups.push(groupOf(leaves, depth, prefix))
    else if (depth === TESTS_ABOVE_MAX) plan.deepLeaves.push(...leaves)
    else {
      const to = plan.prefixes.push({ from: prefix, to: plan.prefixes.length + 1, ...codes.test(tree, node) })
      for (const left of [true, false]) {
        const [, child, way] = stepDown(tree, node, left, above, codes)
        from.push({ node: child, above: way, prefix: to })
      }
    }
  }
  return plan
}

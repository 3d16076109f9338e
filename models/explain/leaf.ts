import { isLeaf, type Tree } from './model-json.ts'
import type { Codes } from './codes.ts'
import { WAY_FEATURES_MAX, type Way } from './shapley.ts'

/** A row takes the step where its code in `column` is at most `limit`, if `left`; else where it is above. `slot`:
 *  which of the way's features that is. */
export type Step = { node: number; column: number; limit: number; left: boolean; slot: number }

export type Leaf = Way & { steps: readonly Step[]; features: readonly number[] }

export const ROOT: Leaf = { value: 0, steps: [], features: [], shares: [] }

export function leavesBelow(tree: Tree, node: number, above: Leaf, codes: Codes): Leaf[] {
  if (isLeaf(tree, node)) return [{ ...above, value: tree.split_conditions[node]! }]
  return [true, false].flatMap((left) => leavesBelow(...stepDown(tree, node, left, above, codes), codes))
}

type Below = [tree: Tree, node: number, above: Leaf]

export function stepDown(tree: Tree, node: number, left: boolean, above: Leaf, codes: Codes): Below {
  const child = left ? tree.left_children[node]! : tree.right_children[node]!
  const feature = tree.split_indices[node]!
  const seen = above.features.indexOf(feature)
  const slot = seen === -1 ? above.features.length : seen
  const features = seen === -1 ? [...above.features, feature] : above.features
  if (features.length > WAY_FEATURES_MAX) throw new TypeError('a path of the model tests too many features')
  const shares = [...above.shares]
  shares[slot] = ((shares[slot] ?? 1) * tree.sum_hessian[child]!) / tree.sum_hessian[node]!
  const step = { node, ...codes.test(tree, node), left, slot }
  return [tree, child, { value: 0, steps: [...above.steps, step], features, shares }]
}

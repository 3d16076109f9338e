import { expect, test } from 'vitest'
import { createExplainer } from './explain.ts'

type Node =
  | { feature: number; at: number; missingLeft: boolean; left: Node; right: Node }
  | { leaf: number; rows: number }

const rowsBelow = (node: Node): number =>
  'leaf' in node ? node.rows : rowsBelow(node.left) + rowsBelow(node.right)

/** One tree as XGBoost writes it. */
function treeJson(root: Node) {
  const tree = {
    left_children: [] as number[],
    right_children: [] as number[],
    split_indices: [] as number[],
    split_conditions: [] as number[],
    default_left: [] as number[],
    sum_hessian: [] as number[],
  }
  const add = (node: Node): number => {
    const at = tree.sum_hessian.push(rowsBelow(node)) - 1
    const isLeaf = 'leaf' in node
    tree.split_indices[at] = isLeaf ? 0 : node.feature
    tree.split_conditions[at] = isLeaf ? node.leaf : node.at
    tree.default_left[at] = !isLeaf && node.missingLeft ? 1 : 0
    tree.left_children[at] = isLeaf ? -1 : add(node.left)
    tree.right_children[at] = isLeaf ? -1 : add(node.right)
    return at
  }
  add(root)
  return tree
}

const modelJson = (features: number, ...trees: Node[]): string =>
  JSON.stringify({
    learner: {
      learner_model_param: { base_score: '[2E-1]', num_feature: String(features), num_class: '0' },
      objective: { name: 'binary:logistic' },
      gradient_booster: { name: 'gbtree', model: { trees: trees.map(treeJson) } },
    },
  })

/** The tree's expectation where only the features of `known` are: others go both ways, by the training rows. */
function expectation(node: Node, row: readonly number[], known: ReadonlySet<number>): number {
  if ('leaf' in node) return node.leaf
  const { feature, at, missingLeft, left, right } = node
  const value = row[feature]!
  if (known.has(feature)) {
    const goesLeft = Number.isNaN(value) ? missingLeft : value < Math.fround(at)
    return expectation(goesLeft ? left : right, row, known)
  }
  const share = rowsBelow(left) / rowsBelow(node)
  return share * expectation(left, row, known) + (1 - share) * expectation(right, row, known)
}

/** Shapley values by their definition: the mean gain over every order in which features become known. */
function byDefinition(root: Node, row: readonly number[]): number[] {
  const features = row.map((_, feature) => feature)
  const orders = permutations(features)
  const sums = row.map(() => 0)
  for (const order of orders) {
    const known = new Set<number>()
    for (const feature of order) {
      const before = expectation(root, row, known)
      known.add(feature)
      sums[feature]! += expectation(root, row, known) - before
    }
  }
  return sums.map((sum) => sum / orders.length)
}

const permutations = (items: number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      )

const split = (feature: number, at: number, left: Node, right: Node, missingLeft = true): Node => ({
  feature,
  at,
  missingLeft,
  left,
  right,
})
const leaf = (value: number, rows: number): Node => ({ leaf: value, rows })

/** Tests feature 0 twice on one path. */
const shallow = split(
  0,
  0.1,
  split(1, -2, leaf(0.4, 10), split(0, -1, leaf(-0.3, 5), leaf(0.9, 20)), false),
  split(2, 3, leaf(-1.1, 40), leaf(0.2, 25)),
)
/** Longer than any table. */
const deep = Array.from({ length: 12 }, (_, depth) => depth).reduce<Node>(
  (below, depth) => split(depth % 5, 5 - depth / 2, below, leaf(depth / 7 - 0.6, 3 + depth), depth % 2 === 0),
  leaf(1.5, 4),
)

const rowsOfThree = [
  [0, 0, 0],
  [Math.fround(0.1), -2, 3],
  [-5, 7, NaN],
  [NaN, NaN, NaN],
  [NaN, -3, 2.9],
]

test.for(rowsOfThree)('values are the mean gain over all orders: %j', (row) => {
  const values = createExplainer(modelJson(3, shallow)).explain(Float32Array.from(row), 1)
  byDefinition(shallow, row).forEach((value, feature) => expect(values[feature]).toBeCloseTo(value, 6))
})

test.for([
  [0, 1, 2, 3, 4],
  [5, 5, 5, 5, 5],
  [NaN, 1, NaN, 0, NaN],
  [-1, -1, -1, -1, -1],
])('a path too long for a table gives the same: %j', (row) => {
  const values = createExplainer(modelJson(5, deep)).explain(Float32Array.from(row), 1)
  byDefinition(deep, row).forEach((value, feature) => expect(values[feature]).toBeCloseTo(value, 6))
})

test('trees add up, and values with the bias give the margin', () => {
  const row = [0.05, 1, 4]
  const values = createExplainer(modelJson(3, shallow, shallow)).explain(Float32Array.from(row), 1)
  const all = new Set([0, 1, 2])
  const margin = Math.log(0.2 / 0.8) + 2 * expectation(shallow, row, all)
  expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(margin, 5)
})

test('a value equal to the threshold goes right, the next smaller float32 left', () => {
  const explain = createExplainer(modelJson(1, split(0, 0.1, leaf(1, 1), leaf(-1, 1)))).explain
  const at = Math.fround(0.1)
  const below = new Float32Array(Uint32Array.of(new Uint32Array(Float32Array.of(at).buffer)[0]! - 1).buffer)
  expect(explain(Float32Array.of(at), 1)[0]).toBe(-1)
  expect(explain(below, 1)[0]).toBe(1)
})

test('models of another kind are refused', () => {
  const json = modelJson(3, shallow)
  expect(() => createExplainer(json.replace('gbtree', 'dart'))).toThrow('dart')
  expect(() => createExplainer(json.replace('"num_class":"0"', '"num_class":"3"'))).toThrow('outputs')
})

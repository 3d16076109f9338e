/**
 * Exact path-dependent SHAP values for XGBoost's own JSON (Lundberg et al., arXiv 1802.03888), missing values
 * included. A leaf's values depend only on which tests of its path a row passes, so those of neighbouring leaves
 * are added up beforehand in one table a pattern of tests (after FastTreeSHAP v2, arXiv 2109.09847).
 * Imports nothing, so that others can use it as it is.
 */

/** Up to this many tests a group has a table; a leaf below more of them is worked out for each row. */
const GROUP_TESTS_MAX = 7
/** A path's features are kept as bits of one integer. */
const PATH_FEATURES_MAX = 30
/** Rows worked on at once: their codes and sums stay in the processor's cache. */
const BLOCK_ROWS = 128
const RIGHT_WHEN_MISSING = 0x7fffffff

export interface Explainer {
  readonly features: number
  /** What the model says before it knows anything of a row, in margin. */
  readonly bias: number
  /** `rows`: row-major, NaN is missing. Gives row-major contributions in margin, the bias last in each row. */
  explain(rows: Float32Array, count: number): Float32Array
}

/** @param modelJson the text that XGBoost's `save_model('….json')` writes: a booster of trees with one output.
 *  @throws TypeError for a model of another kind */
export function createExplainer(modelJson: string): Explainer {
  const { trees, features, baseMargin } = readModel(modelJson)
  const codes = new Codes(trees, features)
  const plan = planOf(trees, codes)
  const bias = baseMargin + trees.reduce((sum, tree) => sum + expectedValue(tree), 0)
  const engine = { features, bias, codes, plan }
  return { features, bias, explain: (rows, count) => explainRows(engine, rows, count) }
}

type Engine = { features: number; bias: number; codes: Codes; plan: Plan }

function explainRows(
  { features, bias, codes, plan }: Engine,
  rows: Float32Array,
  count: number,
): Float32Array {
  if (rows.length !== count * features)
    throw new TypeError(`${count} rows of ${features} features are not ${rows.length} values`)
  const width = features + 1
  const result = new Float32Array(count * width)
  const block = new Int32Array(codes.columns.length * BLOCK_ROWS)
  const sums = new Float64Array(features * BLOCK_ROWS)
  for (let first = 0; first < count; first += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, count - first)
    codes.fill(rows, first, size, block)
    sums.fill(0)
    for (const { columns, limits, features, table } of plan.groups)
      addGroup(columns, limits, features, table, block, sums, size)
    for (const leaf of plan.deepLeaves) addDeepLeaf(leaf, block, sums, size)
    for (let row = 0; row < size; row++) {
      const at = (first + row) * width
      for (let i = 0; i < features; i++) result[at + i] = sums[i * BLOCK_ROWS + row]!
      result[at + features] = bias
    }
  }
  return result
}

const patterns = new Int32Array(BLOCK_ROWS)

/** The inner loop takes its arrays as arguments: reached through a closure they are half as fast. */
function addGroup(
  columns: Int32Array,
  limits: Int32Array,
  features: Int32Array,
  table: Float32Array,
  block: Int32Array,
  sums: Float64Array,
  size: number,
): void {
  patterns.fill(0, 0, size)
  for (let test = 0; test < columns.length; test++) {
    const from = columns[test]! * BLOCK_ROWS
    const limit = limits[test]!
    for (let row = 0; row < size; row++) patterns[row]! |= Number(block[from + row]! <= limit) << test
  }
  const width = features.length
  for (let at = 0; at < width; at++) {
    const to = features[at]! * BLOCK_ROWS
    for (let row = 0; row < size; row++) sums[to + row]! += table[patterns[row]! * width + at]!
  }
}

function addDeepLeaf(leaf: Leaf, block: Int32Array, sums: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    let followed = (1 << leaf.shares.length) - 1
    for (const step of leaf.steps)
      if (block[step.column * BLOCK_ROWS + row]! <= step.limit !== step.left) followed &= ~(1 << step.slot)
    const values = leafValues(leaf, followed)
    leaf.features.forEach((feature, slot) => (sums[feature * BLOCK_ROWS + row]! += values[slot]!))
  }
}

// ── The model as XGBoost writes it ──────────────────────────────────────────────────────────────────────────────

interface Tree {
  left_children: number[]
  right_children: number[]
  split_indices: number[]
  /** A leaf's value stands here too. */
  split_conditions: number[]
  default_left: number[]
  sum_hessian: number[]
  split_type?: number[]
}

interface ModelJson {
  learner: {
    learner_model_param: { base_score: string; num_feature: string; num_class: string; num_target?: string }
    objective: { name: string }
    gradient_booster: { name: string; model: { trees: Tree[] } }
  }
}

function readModel(modelJson: string): { trees: Tree[]; features: number; baseMargin: number } {
  const { learner } = JSON.parse(modelJson) as ModelJson
  const { name, model } = learner.gradient_booster
  const { base_score, num_feature, num_class, num_target = '1' } = learner.learner_model_param
  if (name !== 'gbtree') throw new TypeError(`a booster of kind ${name} cannot be explained, only gbtree`)
  if (Math.max(Number(num_class), Number(num_target)) > 1)
    throw new TypeError('the model has several outputs')
  if (model.trees.some((tree) => tree.split_type?.some((type) => type !== 0)))
    throw new TypeError('the model splits on categories')
  const score = Math.fround(Number(base_score.replace(/^\[|\]$/g, '')))
  const logistic = learner.objective.name.startsWith('binary:logistic')
  const baseMargin = logistic ? -Math.log(Math.fround(Math.fround(1 / score) - 1)) : score
  return { trees: model.trees, features: Number(num_feature), baseMargin: Math.fround(baseMargin) }
}

const isLeaf = (tree: Tree, node: number): boolean => tree.left_children[node] === -1

/** The mean of the tree's leaves over the rows that it was trained on. */
function expectedValue(tree: Tree): number {
  const shareOf = (node: number): number => tree.sum_hessian[node]! / tree.sum_hessian[0]!
  const parts = tree.split_conditions.map((value, node) => (isLeaf(tree, node) ? value * shareOf(node) : 0))
  return parts.reduce((sum, part) => sum + part, 0)
}

// ── Values as codes: how many of the feature's thresholds lie at or below them ──────────────────────────────────

/** A test `value < threshold` becomes `code ≤ limit`, one integer comparison that knows missing values too. */
class Codes {
  /** A feature has one column for tests that send missing values left, and one for those that send them right. */
  readonly columns: { feature: number; missing: number }[] = []
  readonly #thresholds: Float32Array[]
  readonly #columnOf = new Map<string, number>()

  constructor(trees: Tree[], features: number) {
    const found = Array.from({ length: features }, () => new Set<number>())
    for (const tree of trees)
      tree.left_children.forEach((left, node) => {
        if (left === -1) return
        found[tree.split_indices[node]!]!.add(Math.fround(tree.split_conditions[node]!))
        this.#column(tree.split_indices[node]!, tree.default_left[node] === 1)
      })
    this.#thresholds = found.map((values) => Float32Array.from(values).sort())
  }

  test(tree: Tree, node: number): { column: number; limit: number } {
    const feature = tree.split_indices[node]!
    const limit = this.#thresholds[feature]!.indexOf(Math.fround(tree.split_conditions[node]!))
    return { column: this.#column(feature, tree.default_left[node] === 1), limit }
  }

  fill(rows: Float32Array, first: number, size: number, block: Int32Array): void {
    const width = this.#thresholds.length
    this.columns.forEach(({ feature, missing }, column) => {
      const thresholds = this.#thresholds[feature]!
      for (let row = 0; row < size; row++)
        block[column * BLOCK_ROWS + row] = codeOf(rows[(first + row) * width + feature]!, thresholds, missing)
    })
  }

  #column(feature: number, left: boolean): number {
    const key = `${feature} ${left}`
    const known = this.#columnOf.get(key)
    if (known !== undefined) return known
    this.#columnOf.set(key, this.columns.length)
    return this.columns.push({ feature, missing: left ? -1 : RIGHT_WHEN_MISSING }) - 1
  }
}

function codeOf(value: number, thresholds: Float32Array, missing: number): number {
  if (Number.isNaN(value)) return missing
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (thresholds[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

// ── What is worked out beforehand ───────────────────────────────────────────────────────────────────────────────

/** A row takes the step where its code in `column` is at most `limit`, if `left`; else where it is above. `slot`:
 *  which of the leaf's features that is. */
type Step = { node: number; column: number; limit: number; left: boolean; slot: number }

/** `shares[slot]`: of the training rows that come to the steps on this feature, the part that follows them. */
type Leaf = { value: number; steps: Step[]; features: number[]; shares: number[] }

/** `table` has one row a pattern of passed tests, one column a feature. */
type Group = { columns: Int32Array; limits: Int32Array; features: Int32Array; table: Float32Array }
type Plan = { groups: Group[]; deepLeaves: Leaf[] }

function planOf(trees: Tree[], codes: Codes): Plan {
  const plan: Plan = { groups: [], deepLeaves: [] }
  const root: Leaf = { value: 0, steps: [], features: [], shares: [] }
  for (const tree of trees) addSubtree(tree, 0, root, codes, plan)
  return plan
}

/** The largest subtrees whose tests, with those above them, are few enough become groups. */
function addSubtree(tree: Tree, node: number, above: Leaf, codes: Codes, plan: Plan): void {
  const leaves = leavesBelow(tree, node, above, codes)
  const tests = new Map(leaves.flatMap((leaf) => leaf.steps).map((step) => [step.node, step]))
  if (tests.size <= GROUP_TESTS_MAX) plan.groups.push(groupOf(leaves, [...tests.values()]))
  else if (isLeaf(tree, node)) plan.deepLeaves.push(...leaves)
  else for (const left of [true, false]) addSubtree(...stepDown(tree, node, left, above, codes), codes, plan)
}

function leavesBelow(tree: Tree, node: number, above: Leaf, codes: Codes): Leaf[] {
  if (isLeaf(tree, node)) return [{ ...above, value: tree.split_conditions[node]! }]
  return [true, false].flatMap((left) => leavesBelow(...stepDown(tree, node, left, above, codes), codes))
}

type Below = [tree: Tree, node: number, above: Leaf]

function stepDown(tree: Tree, node: number, left: boolean, above: Leaf, codes: Codes): Below {
  const child = left ? tree.left_children[node]! : tree.right_children[node]!
  const feature = tree.split_indices[node]!
  const seen = above.features.indexOf(feature)
  const slot = seen === -1 ? above.features.length : seen
  const features = seen === -1 ? [...above.features, feature] : above.features
  if (features.length > PATH_FEATURES_MAX) throw new TypeError('a path of the model tests too many features')
  const shares = [...above.shares]
  shares[slot] = ((shares[slot] ?? 1) * tree.sum_hessian[child]!) / tree.sum_hessian[node]!
  const step = { node, ...codes.test(tree, node), left, slot }
  return [tree, child, { value: 0, steps: [...above.steps, step], features, shares }]
}

function groupOf(leaves: Leaf[], tests: Step[]): Group {
  const features = [...new Set(leaves.flatMap((leaf) => leaf.features))]
  const bitOf = new Map(tests.map((test, bit) => [test.node, bit]))
  const table = new Float64Array(features.length << tests.length)
  for (const leaf of leaves) {
    const values = Array.from({ length: 1 << leaf.shares.length }, (_, bits) => leafValues(leaf, bits))
    const columns = leaf.features.map((feature) => features.indexOf(feature))
    for (let pattern = 0; pattern < 1 << tests.length; pattern++) {
      let followed = values.length - 1
      for (const step of leaf.steps)
        if (((pattern >> bitOf.get(step.node)!) & 1) !== Number(step.left)) followed &= ~(1 << step.slot)
      const to = pattern * features.length
      columns.forEach((column, slot) => (table[to + column]! += values[followed]![slot]!))
    }
  }
  return {
    columns: Int32Array.from(tests, (test) => test.column),
    limits: Int32Array.from(tests, (test) => test.limit),
    features: Int32Array.from(features),
    table: Float32Array.from(table),
  }
}

/** Shapley values of one leaf: `followed` has a bit for each of its features whose steps the row follows.
 *  Feature i gets v·(o_i − z_i)·Σ_s c_s·s!(k−1−s)!/k!, where c are the coefficients of Π_{j≠i}(z_j + o_j·y). */
function leafValues({ value, shares }: Leaf, followed: number): number[] {
  const k = shares.length
  const passed = (slot: number): number => (followed >> slot) & 1
  return shares.map((share, slot) => {
    let coefficients = [1]
    for (let other = 0; other < k; other++)
      if (other !== slot) coefficients = timesLinear(coefficients, shares[other]!, passed(other))
    let weight = 1 / k
    let sum = 0
    for (let s = 0; s < k; s++) {
      sum += weight * coefficients[s]!
      weight *= (s + 1) / (k - 1 - s)
    }
    return value * (passed(slot) - share) * sum
  })
}

/** The coefficients of p(y)·(constant + slope·y), lowest first. */
function timesLinear(p: number[], constant: number, slope: number): number[] {
  const product = [...p.map((coefficient) => coefficient * constant), 0]
  if (slope !== 0) p.forEach((coefficient, power) => (product[power + 1]! += coefficient * slope))
  return product
}

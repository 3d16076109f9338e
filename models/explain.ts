/**
 * Exact path-dependent SHAP values for XGBoost's own JSON (Lundberg et al., arXiv 1802.03888), missing values
 * included. A leaf's values depend only on which tests of its path a row passes, so those of neighbouring leaves
 * are added up beforehand in one table a pattern of tests (after FastTreeSHAP v2, arXiv 2109.09847); leaves below more
 * than seven tests are worked out for each row. Imports nothing but the folder `explain/`, which imports nothing
 * else: others can use both as they are.
 */
import { addTree, BLOCK_ROWS } from './explain/batch.ts'
import { Codes } from './explain/codes.ts'
import { addDeepLeaves } from './explain/deep.ts'
import type { Leaf } from './explain/leaf.ts'
import { expectedValue, readModel } from './explain/model-json.ts'
import { planOf, type TreePlan } from './explain/plan.ts'
import { addRow, flatten, type Flat } from './explain/single.ts'

export interface Explainer {
  readonly features: number
  /** What the model says before it knows anything of a row, in margin. */
  readonly bias: number
  /** `rows`: row-major, NaN is missing. Gives row-major contributions in margin, the bias last in each row; a row's
   *  bits do not depend on the batch that it comes in. */
  explain(rows: Float32Array, count: number): Float32Array
}

/** @param modelJson the text that XGBoost's `save_model('….json')` writes: a booster of trees with one output.
 *  @throws TypeError for a model of another kind */
export function createExplainer(modelJson: string): Explainer {
  const { trees, features, baseMargin } = readModel(modelJson)
  const codes = new Codes(trees, features)
  const plans = trees.map((tree) => planOf(tree, codes))
  const deepLeaves = plans.flatMap((plan) => plan.deepLeaves)
  const bias = baseMargin + trees.reduce((sum, tree) => sum + expectedValue(tree), 0)
  const engine = { features, bias, codes, plans, flat: flatten(plans), deepLeaves }
  const explain = (rows: Float32Array, count: number): Float32Array => {
    if (rows.length !== count * features)
      throw new TypeError(`${count} rows of ${features} features are not ${rows.length} values`)
    return count === 1 ? explainRow(engine, rows) : explainRows(engine, rows, count)
  }
  return { features, bias, explain }
}

type Engine = {
  features: number
  bias: number
  codes: Codes
  plans: readonly TreePlan[]
  flat: Flat
  deepLeaves: readonly Leaf[]
}

function explainRows(engine: Engine, rows: Float32Array, count: number): Float32Array {
  const { features, bias, codes, plans, deepLeaves } = engine
  const width = features + 1
  const result = new Float32Array(count * width)
  const block = new Int32Array(codes.columns.length * BLOCK_ROWS)
  const sums = new Float64Array(features * BLOCK_ROWS)
  for (let first = 0; first < count; first += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, count - first)
    codes.fill(rows, first, size, BLOCK_ROWS, block)
    sums.fill(0)
    for (const plan of plans) addTree(plan, block, sums, size)
    addDeepLeaves(deepLeaves, block, sums, BLOCK_ROWS, size)
    for (let row = 0; row < size; row++) {
      const at = (first + row) * width
      for (let i = 0; i < features; i++) result[at + i] = sums[i * BLOCK_ROWS + row]!
      result[at + features] = bias
    }
  }
  return result
}

function explainRow({ features, bias, codes, flat, deepLeaves }: Engine, row: Float32Array): Float32Array {
  const found = new Int32Array(codes.columns.length)
  const sums = new Float64Array(features)
  codes.fill(row, 0, 1, 1, found)
  addRow(flat, found, sums)
  addDeepLeaves(deepLeaves, found, sums, 1, 1)
  const result = new Float32Array(features + 1)
  result.set(sums)
  result[features] = bias
  return result
}

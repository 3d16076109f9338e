import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createExplainer } from './explain.ts'
import { openScorer } from './onnx.ts'
import { parityGap, parityRows, paritySchema, type Parity } from './parity.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from './registry.ts'

const XGBOOST_TOLERANCE = 1e-5
const ROWS = 1000

let folder: string
let parity: Parity
let model: Model
let rows: Float32Array<ArrayBuffer>
let margins: Float32Array

beforeAll(async () => {
  model = await loadChampion(DISTRESS_FOLDER)
  folder = join(DISTRESS_FOLDER, model.ref.version)
  parity = paritySchema.parse(JSON.parse(await readFile(join(folder, 'parity.json'), 'utf8')))
  const reference = parityRows(parity)
  rows = Float32Array.from(
    { length: ROWS * model.features.length },
    (_, at) => reference[at % reference.length]!,
  )
  margins = await model.score(rows, ROWS)
})

test('margins and contributions equal those of XGBoost on the reference rows', async () => {
  const width = model.features.length
  const score = await openScorer(await readFile(join(folder, 'model.onnx')), width)
  const explainer = createExplainer(await readFile(join(folder, 'model.json'), 'utf8'))
  const gap = await parityGap(parity, score, explainer)
  expect(gap.margin).toBeLessThanOrEqual(XGBOOST_TOLERANCE)
  expect(gap.contribution).toBeLessThanOrEqual(XGBOOST_TOLERANCE)
})

test('the reference rows hold the hard ones: nothing known, on a threshold, one step beside it', async () => {
  expect(parity.rows.length).toBeGreaterThanOrEqual(300)
  expect(parity.rows.some((row) => row.every((value) => value === null))).toBe(true)
  const { learner } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    learner: { gradient_booster: { model: { trees: Tree[] } } }
  }
  const { trees } = learner.gradient_booster.model
  const feature = trees[0]!.split_indices[0]!
  const values = new Set(parity.rows.map((row) => Math.fround(row[feature] ?? NaN)))
  const thresholds = trees.flatMap((tree) =>
    tree.split_conditions.filter(
      (_, node) => tree.left_children[node] !== -1 && tree.split_indices[node] === feature,
    ),
  )
  expect(thresholds.filter((threshold) => values.has(Math.fround(threshold)))).not.toHaveLength(0)
})

type Tree = { split_indices: number[]; split_conditions: number[]; left_children: number[] }

describe('a row has the same bits in a batch of any size', () => {
  test.for([1, 7, 64, ROWS])('%i', async (size) => {
    const width = model.features.length
    const whole = model.explain(rows, ROWS, margins)
    for (let first = 0; first < ROWS; first += size) {
      const count = Math.min(size, ROWS - first)
      const batch = rows.slice(first * width, (first + count) * width)
      const inBatch = await model.score(batch, count)
      expect(bits(inBatch)).toEqual(bits(margins.slice(first, first + count)))
      const reasons = whole.slice(first * (width + 1), (first + count) * (width + 1))
      expect(bits(model.explain(batch, count, inBatch))).toEqual(bits(reasons))
    }
  })
})

test('reasons of another score are refused', () => {
  const other = margins.map((margin, row) => (row === 17 ? margin + 0.001 : margin))
  expect(() => model.explain(rows, ROWS, other)).toThrowError(
    expect.objectContaining({ code: 'corrupt', reason: 'contributions-disagree', parameters: { row: 17 } }),
  )
})

test('a higher margin is never a lower probability', () => {
  const probabilities = [-100, -8, -2, -1, 0, 1, 2, 8, 100].map((margin) => model.probability(margin))
  expect(probabilities.toSorted((a, b) => a - b)).toEqual(probabilities)
  expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true)
})

test('rows that do not fit the features are refused', async () => {
  await expect(model.score(rows, ROWS - 1)).rejects.toThrow('rows')
  expect(() => model.explain(rows, ROWS - 1, margins)).toThrow('rows')
})

const bits = (values: Float32Array): Uint32Array => new Uint32Array(values.slice().buffer)

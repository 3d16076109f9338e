import { expect, test } from 'vitest'
import type { FeatureVector } from '../domain/risk.ts'
import { assess, featuresRead } from './assess.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')
const unknown: FeatureVector = Object.fromEntries(featuresRead(pack).map((name) => [name, null]))
const quiet = { ...unknown, transactions_total: 3, transactions_90d: 20 }

/** Features whose scorecard has exactly these points. */
const worth: Record<number, FeatureVector> = {
  0: quiet,
  2.5: { ...quiet, atm_count_7d: 6, spending_change_28d: -0.4 },
  3: { ...quiet, atm_count_7d: 4, spending_change_28d: -0.7 },
  4.5: { ...quiet, income_expected: 1, salary_seen_90d: 0, atm_count_7d: 6 },
  5: { ...quiet, income_expected: 1, salary_seen_90d: 0, atm_count_7d: 12 },
}

async function levelOf(points: number, probability: number | null) {
  const { scorecard, level, levelRule } = await assess(pack, {
    features: worth[points] ?? {},
    persona: 'stable',
    probability,
  })
  expect(scorecard.total).toBe(points)
  return [level, levelRule]
}

test.each([
  [0, 0.4, 'HIGH', 'high.probability'],
  [4.5, 0.399, 'MEDIUM', 'medium.probability'],
  [5, 0.15, 'HIGH', 'high.scorecard-and-probability'],
  [4.5, 0.15, 'MEDIUM', 'medium.scorecard-and-probability'],
  [5, 0.149, 'MEDIUM', 'medium.scorecard-and-probability'],
  [0, 0.2, 'MEDIUM', 'medium.probability'],
  [0, 0.199, 'LOW', 'low'],
  [3, 0.08, 'MEDIUM', 'medium.scorecard-and-probability'],
  [2.5, 0.08, 'LOW', 'low'],
  [3, 0.079, 'LOW', 'low'],
  [5, 0.079, 'MEDIUM', 'medium.scorecard'],
  [4.5, 0, 'LOW', 'low'],
] as const)('%s points with probability %s is %s by %s', async (points, probability, level, rule) => {
  expect(await levelOf(points, probability)).toEqual([level, rule])
})

test.each([
  [5, 'HIGH', 'high.scorecard-alone'],
  [4.5, 'MEDIUM', 'medium.scorecard-alone'],
  [3, 'MEDIUM', 'medium.scorecard-alone'],
  [2.5, 'LOW', 'low.scorecard-alone'],
] as const)('without a model %s points is %s, marked %s', async (points, level, rule) => {
  expect(await levelOf(points, null)).toEqual([level, rule])
})

test('two transactions ever are no history to judge by, whatever the model says', async () => {
  const features = { ...quiet, transactions_total: 2 }
  const { level } = await assess(pack, { features, persona: 'stable', probability: 0.9 })
  expect(level).toBe('INSUFFICIENT_HISTORY')
})

import { expect, test } from 'vitest'
import type { FeatureVector } from '../../domain/risk.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from '../../models/registry.ts'
import type { Standing } from '../../models/watch.ts'
import { createLogger } from '../../stores/logger.ts'
import { createScorer } from './scorer.ts'

const model = await loadChampion(DISTRESS_FOLDER)
const challenger: Model = { ...model, ref: { ...model.ref, version: 'challenger' }, probability: () => 0.5 }
/** Its trees were changed behind the explanation's back: each reason is right for another margin. */
const disagreeing: Model = {
  ...model,
  score: async (rows, count) => (await model.score(rows, count)).map((margin, row) => margin + row * 0.01),
}
const broken: Model = { ...model, score: () => Promise.reject(new Error('broken')) }
const vector: FeatureVector = Object.fromEntries(model.features.map((name) => [name, null]))
const log = createLogger('scorer-test')

const scoredBy = async (standing: Standing) =>
  (await createScorer({ standing: () => standing }, log).score([vector, vector]))[1]

test('a challenger scores the same row in shadow, and changes nothing of the score', async () => {
  const alone = await scoredBy({ champion: model, challenger: null })
  const both = await scoredBy({ champion: model, challenger })
  expect(alone).toEqual({ score: both?.score })
  expect(both?.shadow).toMatchObject({ probability: 0.5, margin: both?.score?.margin })
})

test('a challenger that fails is no harm', async () => {
  const scored = await scoredBy({ champion: model, challenger: broken })
  expect(scored?.score?.model).toEqual(model.ref)
  expect(scored?.shadow).toBeUndefined()
})

test('a champion that fails leaves no score, so that the scorecard alone decides', async () => {
  expect(await scoredBy({ champion: broken, challenger: null })).toEqual({ score: null })
})

test('a champion whose reasons do not add up to the score leaves none, so that the scorecard alone decides', async () => {
  const scored = await scoredBy({ champion: disagreeing, challenger: null })
  expect(scored).toEqual({ score: null })
})

test('a challenger whose reasons do not add up scores nothing in shadow', async () => {
  const scored = await scoredBy({ champion: model, challenger: disagreeing })
  expect(scored?.score?.model).toEqual(model.ref)
  expect(scored?.shadow).toBeUndefined()
})

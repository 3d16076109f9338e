import { describe, expect, test } from 'vitest'
import { DISTRESS_FOLDER, loadChampion } from '../../models/registry.ts'
import { scoresBodySchema, type Scores } from '../contract/scores.ts'
import type { Call } from '../http/handler.ts'
import type { Routes } from '../contract.ts'
import { scoreHandlers } from './scores.ts'

const model = await loadChampion(DISTRESS_FOLDER)
const standing = { champion: model, challenger: null }
const { postScores } = scoreHandlers({
  models: { standing: () => standing, of: async () => model, close: () => {} },
})
const [name = ''] = model.features
const empty = Object.fromEntries(model.features.map((feature) => [feature, null]))

const post = (body: unknown): Promise<Scores> =>
  postScores({ body: scoresBodySchema.parse(body) } as Call<Routes['postScores']>)

test('one vector gets a probability and, where asked for, reasons that add up to the margin', async () => {
  const { model: ref, scores } = await post({ features: { ...empty, [name]: 3 }, explain: true })
  const [score] = scores
  expect(ref).toEqual(model.ref)
  const sum = Object.values(score?.contributions ?? {}).reduce(
    (total, value) => total + value,
    score?.bias ?? NaN,
  )
  expect(sum).toBeCloseTo(score?.margin ?? NaN, 4)
  expect(score?.probability).toBe(model.probability(score?.margin ?? NaN))
})

test('many vectors get the scores that each gets alone', async () => {
  const items = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ features: { ...empty, [name]: value * 10 } }))
  const { scores } = await post({ items })
  const alone = await Promise.all(items.map(async (item) => (await post(item)).scores[0]))
  expect(scores).toEqual(alone)
  expect(scores[0]).not.toHaveProperty('contributions')
})

describe('what is wrong is named by row and feature', () => {
  test.for<[string, unknown, string]>([
    ['an unknown feature', { made_up: 1 }, 'features.made_up'],
    ['a wrong type', { [name]: '3' }, `features.${name}`],
    ['an infinite value', { [name]: JSON.parse('1e999') as number }, `features.${name}`],
    ['a value that float32 cannot hold', { [name]: 1e39 }, `features.${name}`],
  ])('%s', async ([, wrong, field]) => {
    const items = [{ features: empty }, { features: { ...empty, ...(wrong as object) } }]
    await expect(post({ items })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ index: 1, field }],
    })
  })

  test('a feature left out', async () => {
    const { [name]: _, ...rest } = empty
    await expect(post({ features: rest })).rejects.toMatchObject({
      errors: [{ index: 0, field: `features.${name}` }],
    })
  })
})

test('without a valid model the door says so', async () => {
  const none = {
    standing: () => ({ champion: null, challenger: null }),
    of: async () => model,
    close: () => {},
  }
  const body = scoresBodySchema.parse({ features: empty })
  const call = { body } as Call<Routes['postScores']>
  await expect(scoreHandlers({ models: none }).postScores(call)).rejects.toMatchObject({
    code: 'unavailable',
    reason: 'no-model',
  })
})

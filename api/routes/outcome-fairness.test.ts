import { beforeAll, expect, test } from 'vitest'
import type { FeatureVector } from '../../domain/risk.ts'
import { featureNames } from '../../features/catalogue.ts'
import type { Model } from '../../models/model.ts'
import { loadPack, type Pack } from '../../policies/pack.ts'
import type { LabelledOutcome } from '../../stores/postgres/labelled-outcomes.ts'
import { LABELS_MIN, outcomesByGroup } from './outcome-fairness.ts'

const calm: FeatureVector = {
  ...Object.fromEntries(featureNames.map((name) => [name, null])),
  ...{ transactions_total: 200, transactions_90d: 40, income_expected: 1, salary_seen_90d: 1 },
  ...{ days_since_salary: 12, atm_count_7d: 0, days_since_transaction: 1, own_gap_median_days: 1 },
}
/** Says what stands in the one feature that it reads. */
const model = {
  features: ['balance_ratio_60d'],
  score: (rows: Float32Array) => Promise.resolve(rows),
  probability: (margin: number) => margin,
} as unknown as Model

let pack: Pack
beforeAll(() => {
  pack = loadPack('in')
})

const outcome = (region: string, label: 0 | 1, probability: number): LabelledOutcome => ({
  ...{ label, features: { ...calm, balance_ratio_60d: probability } },
  groups: { region, employment: null, language: null, age: null },
})
const times = (n: number, it: LabelledOutcome): LabelledOutcome[] => Array.from({ length: n }, () => it)

test('a group’s rates are the shares of the flagged among those who missed and those who paid', async () => {
  const [north] = await outcomesByGroup(model, pack, [
    ...times(30, outcome('North', 1, 0.5)),
    ...times(10, outcome('North', 1, 0.01)),
    ...times(20, outcome('North', 0, 0.3)),
    ...times(80, outcome('North', 0, 0.01)),
  ])
  expect(north).toEqual({
    ...{ by: 'region', key: 'North', outcomes: 140, missed: 40 },
    ...{ truePositiveRate: 0.75, falsePositiveRate: 0.2 },
  })
})

test('with too few labels of a result there is no rate for it', async () => {
  const [east] = await outcomesByGroup(model, pack, [
    ...times(LABELS_MIN - 1, outcome('East', 1, 0.5)),
    ...times(LABELS_MIN, outcome('East', 0, 0.01)),
  ])
  expect(east).toMatchObject({ missed: 19, truePositiveRate: null, falsePositiveRate: 0 })
})

test('an outcome without the features that the model reads counts for nothing', async () => {
  const old = { ...outcome('West', 1, 0.5), features: { transactions_total: 1 } }
  expect(await outcomesByGroup(model, pack, [old])).toEqual([])
})

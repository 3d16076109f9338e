import { ServiceError } from '../../domain/errors.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import { featureNames } from '../../features/catalogue.ts'
import { inputRows } from '../../models/inputs.ts'
import type { Model } from '../../models/registry.ts'
import type { FieldError } from '../contract/problem.ts'
import type { Scores } from '../contract/scores.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { InvalidRequest } from '../http/problem.ts'

const ERRORS_SHOWN_MAX = 100

export const scoreHandlers = ({ models }: Pick<Deps, 'models'>): Pick<Handlers, 'postScores'> => ({
  postScores: async ({ body }) => {
    const { champion } = models.standing()
    if (!champion)
      throw new ServiceError('unavailable', 'no-model', 'No valid model stands; the scorecard alone decides.')
    const vectors = vectorsOf(
      body.items.map(({ features }) => features),
      champion.features,
    )
    return scored(champion, vectors, body.explain)
  },
})

async function scored(model: Model, vectors: readonly FeatureVector[], explain: boolean): Promise<Scores> {
  const rows = inputRows(vectors, model.features)
  const margins = await model.score(rows, vectors.length)
  const shap = explain ? model.explain(rows, vectors.length, margins) : null
  const width = model.features.length + 1
  const reasons = (row: number) =>
    shap && {
      contributions: Object.fromEntries(
        model.features.map((name, at) => [name, (shap[row * width + at] ?? NaN) + 0]),
      ),
      bias: shap[row * width + width - 1] ?? NaN,
    }
  const scores = Array.from(margins, (margin, row) => ({
    margin: margin + 0,
    probability: model.probability(margin),
    ...reasons(row),
  }))
  return { model: model.ref, scores }
}

/** The rows as feature vectors. @throws InvalidRequest naming each wrong feature by row */
export function vectorsOf(
  rows: readonly Record<string, unknown>[],
  needed: readonly string[],
): FeatureVector[] {
  const errors = rows.flatMap((row, index) => faultsOf(row, needed).map((fault) => ({ index, ...fault })))
  if (errors.length > 0) throw new InvalidRequest(errors.slice(0, ERRORS_SHOWN_MAX))
  return rows as FeatureVector[]
}

function faultsOf(row: Record<string, unknown>, needed: readonly string[]): FieldError[] {
  const fault = (name: string, reason: string, fix: string): FieldError => ({
    field: `features.${name}`,
    reason,
    fix,
  })
  const absent = needed
    .filter((name) => !(name in row))
    .map((name) => fault(name, 'is missing', 'send null where it is not known'))
  const wrong = Object.entries(row).flatMap(([name, value]) => {
    if (!featureNames.includes(name) && !needed.includes(name))
      return [fault(name, 'is no feature', 'leave it out; docs/features.md lists them')]
    if (value === null) return []
    if (typeof value !== 'number') return [fault(name, 'is no number', 'send a number, or null')]
    if (!Number.isFinite(Math.fround(value)))
      return [fault(name, 'is not finite as a float32', 'send a finite number, or null')]
    return []
  })
  return [...wrong, ...absent]
}

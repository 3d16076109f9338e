import { ServiceError } from '../domain/errors.ts'
import type { FeatureVector } from '../domain/risk.ts'

/**
 * One row as the model sees it, made once for score and explanation alike: float32, missing as NaN, −0 as 0.
 * @throws invalid: a feature is not in the vector at all (missing is null), or is not finite
 */
export function inputRow(features: FeatureVector, names: readonly string[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(names, (name) => inputValue(features[name], name))
}

/** Rows one after the other, as `Model.score` takes them. */
export function inputRows(
  vectors: readonly FeatureVector[],
  names: readonly string[],
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(vectors.length * names.length)
  vectors.forEach((features, at) => rows.set(inputRow(features, names), at * names.length))
  return rows
}

function inputValue(value: number | null | undefined, feature: string): number {
  if (value === null) return NaN
  if (value === undefined)
    throw new ServiceError('invalid', 'feature-absent', `The model needs the feature ${feature}.`, {
      feature,
    })
  const single = Math.fround(value)
  if (Number.isFinite(single)) return single + 0
  throw new ServiceError('invalid', 'feature-not-finite', `The feature ${feature} is not a finite number.`, {
    feature,
  })
}

/** The row again as evidence keeps it: by feature, missing as null. */
export function inputValues(row: Float32Array, names: readonly string[]): FeatureVector {
  return Object.fromEntries(names.map((name, at) => [name, Number.isNaN(row[at]) ? null : row[at]!]))
}

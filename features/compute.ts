import { localDayNumber } from '../domain/bank-time.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { catalogue } from './catalogue.ts'
import type { CustomerState } from './state/shape.ts'
import { viewOf } from './view/view.ts'

/**
 * All features of the catalogue, as known from what has been folded, at an instant of bank time. Days after the
 * instant's own (in the bank's zone) are not looked at; to leave out the later hours of a day, fold only up to them.
 */
export function computeFeatures(state: CustomerState, asOf_ms: number, zone: string): FeatureVector {
  const view = viewOf(state, localDayNumber(asOf_ms, zone))
  const vector: FeatureVector = {}
  for (const feature of catalogue) {
    const value = feature.compute(view)
    vector[feature.name] = value === null || !Number.isFinite(value) ? null : value
  }
  return vector
}

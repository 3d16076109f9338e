import type { FeatureVector } from '../../domain/risk.ts'
import type { View } from '../view/view.ts'

export type FeatureUse = 'model' | 'rules' | 'both'

/** One entry of the catalogue. A value is null where it is not known: missing is never 0. */
export interface Feature {
  name: string
  unit: string
  /** Days looked back, the as-of day included; null where it is no window. */
  window_days: number | null
  /** Raw money amounts serve rules only: a model that saw them would learn wealth, not distress. */
  use: FeatureUse
  /** Why it speaks of distress. */
  why: string
  source: string
  compute: (view: View) => number | null
  /** In words for a case worker, with the customer's own numbers; for every feature that a model may use. */
  reason?: Reason
}

export interface Reason {
  say: (value: number, vector: FeatureVector) => string
  missing: string
}

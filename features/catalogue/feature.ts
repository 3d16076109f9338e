import type { View } from '../view/view.ts'

export type FeatureUse = 'model' | 'rules' | 'both'

/** Units in which features are told; a language says each in its own way. */
export const units = [
  'days',
  'months',
  'transactions',
  'withdrawals',
  'debits',
  'postings',
  'ratio',
  'share',
  'relative change',
  'difference of shares',
  'bits',
  'minor units',
  'day of the month',
  'yes or no',
] as const
export type Unit = (typeof units)[number]

/** One entry of the catalogue. A value is null where it is not known: missing is never 0. */
export interface Feature {
  name: string
  unit: Unit
  /** Days looked back, the as-of day included; null where it is no window. */
  window_days: number | null
  /** Least and greatest value; null where there is no bound. */
  range: readonly [least: number | null, greatest: number | null]
  /** When it is missing; null: never. */
  missing: string | null
  /** Raw money amounts serve rules only: a model that saw them would learn wealth, not distress. */
  use: FeatureUse
  /** Why it speaks of distress. */
  why: string
  source: string
  compute: (view: View) => number | null
}

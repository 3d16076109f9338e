import type { DueObligation } from '../../../domain/evaluation.ts'
import type { FeatureVector } from '../../../domain/risk.ts'
import type { Unit } from '../feature.ts'

/** What a sentence may draw on beside the feature's own value. */
export interface Facts {
  vector: FeatureVector
  /** The obligation that the score is about. */
  due: DueObligation | null
}

/** How one feature is said in one language. */
export interface Wording {
  /** For a regulator: what was looked at, as a noun phrase, without judgement. */
  factor: string
  /** For a case worker, with the customer's own numbers; it is true whichever way the value counts. */
  say: (value: number, facts: Facts) => string
  /** For a case worker, where the value is not known. */
  missing: string
}
export type Wordings = Readonly<Record<string, Wording>>

/** What a language says around the features' own words. */
export interface Phrases {
  /** Put behind a fact that speaks for the customer. */
  protective: (fact: string) => string
  /** A value in its unit; `currency` of money, where known. */
  inUnit: (value: number, unit: Unit, currency: string | null) => string
  /** The formal statement. `value` null: it was not known. */
  statement: (factor: string, value: string | null, raises: boolean) => string
}

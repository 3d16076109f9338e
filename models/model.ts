import type { ModelRef } from '../domain/risk.ts'

/** A version that verified and reproduces its reference rows. Rows are row-major float32 in the order of `features`. */
export interface Model {
  readonly ref: ModelRef
  readonly features: readonly string[]
  /** Raw margins; a row's bits do not depend on the batch that it comes in. */
  score(rows: Float32Array, count: number): Promise<Float32Array>
  /** The calibrated probability, 0–1, that a margin means. */
  probability(margin: number): number
  /**
   * SHAP values in margin, the bias last in each row. `margins` are those of `score` for the same rows: where
   * contributions and bias do not add up to them, the explanation is not one of this score.
   * @throws corrupt: contributions-disagree
   */
  explain(rows: Float32Array, count: number, margins: Float32Array): Float32Array
}

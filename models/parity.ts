import { z } from 'zod'
import type { Explainer } from './explain.ts'
import type { MarginScorer } from './onnx.ts'

/** Rows with the margins and contributions that XGBoost itself gave when the version was made. */
export const paritySchema = z.strictObject({
  xgboost: z.string(),
  tolerance: z.number().positive().max(1e-5),
  features: z.array(z.string()),
  rows: z.array(z.array(z.number().nullable())).min(1),
  margins: z.array(z.number()),
  contributions: z.array(z.array(z.number())),
})
export type Parity = z.infer<typeof paritySchema>

export const parityRows = ({ rows }: Parity): Float32Array<ArrayBuffer> =>
  Float32Array.from(rows.flat(), (value) => value ?? NaN)

/** How far ONNX Runtime's margins and our contributions lie from XGBoost's, at most. */
export async function parityGap(
  parity: Parity,
  score: MarginScorer,
  explainer: Explainer,
): Promise<{ margin: number; contribution: number }> {
  const rows = parityRows(parity)
  const margins = await score(rows, parity.rows.length)
  const contributions = explainer.explain(rows, parity.rows.length)
  return {
    margin: largestGap(margins, parity.margins),
    contribution: largestGap(contributions, parity.contributions.flat()),
  }
}

/** Infinite where the lengths differ or a number is none. */
function largestGap(ours: Float32Array, theirs: readonly number[]): number {
  if (ours.length !== theirs.length) return Infinity
  const gaps = theirs.map((value, at) => Math.abs(value - ours[at]!))
  return gaps.reduce((largest, gap) => (gap <= largest ? largest : Number.isNaN(gap) ? Infinity : gap), 0)
}

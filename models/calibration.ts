import { z } from 'zod'

/** Beta calibration (Kull, Silva Filho, Flach 2017): logit(q) = a·ln p − b·ln(1 − p) + c, with p = sigmoid(margin). */
export const calibratorSchema = z.strictObject({
  method: z.literal('beta'),
  /** Not negative, so that a higher margin never gives a lower probability. */
  a: z.number().min(0),
  b: z.number().min(0),
  c: z.number(),
})
export type Calibrator = z.infer<typeof calibratorSchema>

/** The probability, 0–1, that a margin means. */
export function calibrated({ a, b, c }: Calibrator, margin: number): number {
  return 1 / (1 + Math.exp(-(b * softplus(margin) - a * softplus(-margin) + c)))
}

/** ln(1 + eˣ) without overflow: −ln p = softplus(−margin), −ln(1 − p) = softplus(margin). */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

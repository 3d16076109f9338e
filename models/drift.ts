import { z } from 'zod'
import type { FeatureVector } from '../domain/risk.ts'

/** How a feature was spread when the model was trained: shares between ascending edges, and what was missing. */
export const referenceBinsSchema = z.object({
  features: z.record(
    z.string(),
    z.object({ edges: z.array(z.number()), shares: z.array(z.number()), missing: z.number() }),
  ),
})
export type ReferenceBins = z.infer<typeof referenceBinsSchema>

export type Drift = { feature: string; psi: number; missing: number; missingBefore: number }

/** An empty bin would make the index infinite. */
const SHARE_MIN = 1e-4

/**
 * Population stability index of each feature, the most changed first: Σ (now − before) · ln(now / before) over the
 * bins and the missing (Siddiqi, Credit Risk Scorecards, 2006; below 0.1 stable, above 0.25 shifted).
 */
export function driftOf(reference: ReferenceBins, vectors: readonly FeatureVector[]): Drift[] {
  return Object.entries(reference.features)
    .map(([feature, { edges, shares, missing }]) => {
      const counts = new Array<number>(edges.length + 1).fill(0)
      let absent = 0
      for (const vector of vectors) {
        const value = vector[feature] ?? null
        if (value === null) absent++
        else counts[binOf(edges, Math.fround(value))]! += 1
      }
      const now = [...counts, absent].map((count) => count / Math.max(1, vectors.length))
      const before = [...shares, missing]
      return { feature, psi: stabilityIndex(before, now), missing: now.at(-1) ?? 0, missingBefore: missing }
    })
    .sort((a, b) => b.psi - a.psi)
}

/** Bin 0 lies below the first edge; an edge belongs to the bin above it. */
function binOf(edges: readonly number[], value: number): number {
  let bin = 0
  while (bin < edges.length && value >= (edges[bin] as number)) bin++
  return bin
}

const stabilityIndex = (before: readonly number[], now: readonly number[]): number =>
  before.reduce((sum, share, bin) => {
    const [was, is] = [Math.max(share, SHARE_MIN), Math.max(now[bin] ?? 0, SHARE_MIN)]
    return sum + (is - was) * Math.log(is / was)
  }, 0)

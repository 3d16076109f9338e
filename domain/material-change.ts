/** What an approval rests on, of an evidence or of a later evaluation (spec §5). */
export type Material = {
  level: string
  hardship: string
  interventionId: string
  probability: number | null
}
export type MaterialCause = 'level' | 'hardship' | 'action' | 'probability'

/** A probability that moves by this much voids an approval. */
export const PROBABILITY_STEP = 0.1
/** Sums of binary fractions: 0.45 − 0.35 is a shade less than 0.1. */
const ROUNDING = 1e-9

/** What has changed so much that people must look again; null where it is only seen since. */
export function materialChange(before: Material, now: Material): MaterialCause | null {
  if (before.level !== now.level) return 'level'
  if (before.hardship !== now.hardship) return 'hardship'
  if (before.interventionId !== now.interventionId) return 'action'
  return hasMoved(before.probability, now.probability) ? 'probability' : null
}

/** A score that comes or goes changes what the level rests on. */
function hasMoved(before: number | null, now: number | null): boolean {
  if (before === null || now === null) return before !== now
  return Math.abs(before - now) >= PROBABILITY_STEP - ROUNDING
}

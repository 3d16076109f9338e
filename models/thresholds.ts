/** One scored example of the past: what the model said, and whether the obligation was not paid on time. */
export type ScoredExample = { probability: number; missed: boolean }

/** What it costs, in any one unit. */
export type Costs = {
  /** A case worked for nothing. */
  falseAlert: number
  /** A miss that nobody tried to avert. */
  miss: number
  /** Share of misses that a case averts. */
  averted: number
}

export type CutOff = { cut: number; flagged: number; precision: number; recall: number; cost: number }

const STEP = 0.01

/** Every cut-off from 1 % to 99 %, with what it would have cost on these examples, per example. */
export function cutOffs(examples: readonly ScoredExample[], costs: Costs): CutOff[] {
  const misses = examples.filter(({ missed }) => missed).length
  return Array.from({ length: Math.round(1 / STEP) - 1 }, (_, index) => {
    const cut = Number(((index + 1) * STEP).toFixed(2))
    const flagged = examples.filter(({ probability }) => probability >= cut)
    const caught = flagged.filter(({ missed }) => missed).length
    const cost = (flagged.length - caught) * costs.falseAlert + (misses - caught * costs.averted) * costs.miss
    return {
      cut,
      flagged: flagged.length,
      precision: flagged.length === 0 ? 1 : caught / flagged.length,
      recall: misses === 0 ? 1 : caught / misses,
      cost: cost / Math.max(1, examples.length),
    }
  })
}

/** The cheapest cut-off that flags no more than `flaggedMax`; the highest one where none is so sparing. */
export function cheapest(candidates: readonly CutOff[], flaggedMax: number): CutOff {
  const within = candidates.filter(({ flagged }) => flagged <= flaggedMax)
  return (within.length > 0 ? within : candidates.slice(-1)).reduce((best, one) =>
    one.cost < best.cost ? one : best,
  )
}

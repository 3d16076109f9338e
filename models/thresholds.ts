import { z } from 'zod'

/** What cut-offs would have meant on the last slice of time, as training measured it: each obligation counts once. */
export const workloadSchema = z.object({
  obligations: z.int().min(1),
  notPaidOnTime: z.int().min(1),
  customers: z.int().min(1),
  days: z.int().min(1),
  /** Ascending: obligations flagged from a probability on, and those of them that were not paid on time. */
  byCut: z.array(z.object({ cut: z.number(), flagged: z.int(), caught: z.int() })).min(1),
})
export type Workload = z.infer<typeof workloadSchema>
type AtCut = Workload['byCut'][number]

/** What the bank weighs, in hours of work. */
export type Assumptions = {
  /** What an obligation that is not paid on time costs. */
  miss_hours: number
  /** Work on one case. */
  medium_hours: number
  high_hours: number
  /** Share of the misses that a case of the level averts, 0–1. */
  mediumAverted: number
  highAverted: number
  /** What the team can work in a day, of every 1,000 customers with an obligation. */
  capacity_hours: number
}

export type Proposal = {
  high: AtCut
  medium: AtCut
  /** A day, of every 1,000 customers. */
  work_hours: number
  highCases: number
  mediumCases: number
  /** Of every 1,000 obligations: misses that are not averted, and the work. */
  cost_hours: number
}

/** Cut-offs are looked for on this grid: a policy is no finer than its evidence. */
const GRID = 0.05
/** Costs nearer to one another than this share are the same: a test slice cannot tell them apart. */
const SAME_COST = 0.001

/** Every pair of cut-offs on the grid, HIGH above MEDIUM. */
export function proposals(workload: Workload, assumptions: Assumptions): Proposal[] {
  const onGrid = workload.byCut.filter(({ cut }) => isOnGrid(cut))
  return onGrid.flatMap((medium) =>
    onGrid.filter(({ cut }) => cut > medium.cut).map((high) => weigh(workload, assumptions, high, medium)),
  )
}

/**
 * The cheapest within the team's capacity; of those that cost the same, the one that sees most misses. The least work
 * where none is within the capacity.
 */
export function cheapest(all: readonly Proposal[], { capacity_hours }: Assumptions): Proposal {
  const within = all.filter(({ work_hours }) => work_hours <= capacity_hours)
  if (within.length === 0) return all.reduce((a, b) => (b.work_hours < a.work_hours ? b : a))
  const least = Math.min(...within.map(({ cost_hours }) => cost_hours))
  return within
    .filter(({ cost_hours }) => cost_hours <= least * (1 + SAME_COST))
    .reduce((a, b) => (b.medium.caught > a.medium.caught ? b : a))
}

/** What two cut-offs would have cost. */
export function weigh(workload: Workload, assumptions: Assumptions, high: AtCut, medium: AtCut): Proposal {
  const { miss_hours, medium_hours, high_hours, mediumAverted, highAverted } = assumptions
  const { days, customers, obligations, notPaidOnTime } = workload
  const mediumFlagged = medium.flagged - high.flagged
  const work = high.flagged * high_hours + mediumFlagged * medium_hours
  const averted = high.caught * highAverted + (medium.caught - high.caught) * mediumAverted
  const aDay = 1000 / days / customers
  return {
    high,
    medium,
    work_hours: work * aDay,
    highCases: high.flagged * aDay,
    mediumCases: mediumFlagged * aDay,
    cost_hours: ((notPaidOnTime - averted) * miss_hours + work) * (1000 / obligations),
  }
}

const isOnGrid = (cut: number): boolean => Math.abs(cut / GRID - Math.round(cut / GRID)) < 1e-6

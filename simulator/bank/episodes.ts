import { randomOf } from './random.ts'
import type { Traits } from './traits.ts'

/** Real distress leads, with a probability, to a missed obligation; a look-alike shows the same signs and passes. */
export type Episode = {
  kind:
    | 'job_loss'
    | 'late_pay'
    | 'expense_shock'
    | 'overspending'
    | 'debt_spiral'
    | 'look_alike_late_pay'
    | 'look_alike_cash'
    | 'look_alike_quiet'
    | 'look_alike_saving'
    | 'look_alike_festival'
  from: number
  /** Days from the first sign to full strength: distress starts gradually. */
  ramp_days: number
  until: number
  strength: number
}

const DISTRESS_A_DAY = 0.0017
const LOOK_ALIKE_A_DAY = 0.0026
const REST_DAYS = 45
const LEVERAGED_FROM = 0.38

const distressKinds = [
  'job_loss',
  'job_loss',
  'late_pay',
  'late_pay',
  'expense_shock',
  'expense_shock',
  'overspending',
  'debt_spiral',
] as const
const lookAlikeKinds = [
  'look_alike_late_pay',
  'look_alike_cash',
  'look_alike_quiet',
  'look_alike_saving',
  'look_alike_festival',
] as const

/** Who owes much already slides into more. */
const distressKindsOf = ({ loan, monthlyIncomeMinor }: Traits): readonly Episode['kind'][] =>
  loan && loan.amountMinor >= LEVERAGED_FROM * monthlyIncomeMinor
    ? [...distressKinds, 'debt_spiral', 'debt_spiral', 'debt_spiral', 'debt_spiral']
    : distressKinds

/** Episodes of one customer's life up to `days`, one after the other, never two at once. */
export function episodesOf(seed: string, traits: Traits, days: number): Episode[] {
  const random = randomOf(seed, 'episodes', traits.index)
  const fragile = Math.min(2.2, 0.5 + 1.2 / (0.4 + traits.buffer_months))
  const episodes: Episode[] = []
  for (let day = 20; day < days; day++) {
    const distress = random.chance(DISTRESS_A_DAY * fragile)
    const lookAlike = random.chance(LOOK_ALIKE_A_DAY)
    if (!distress && !lookAlike) continue
    const until = day + (distress ? random.whole(50, 130) : random.whole(14, 40))
    episodes.push({
      kind: distress ? random.pick(distressKindsOf(traits)) : random.pick(lookAlikeKinds),
      from: day,
      ramp_days: distress ? random.whole(12, 35) : random.whole(2, 10),
      until,
      strength: random.between(0.65, 1),
    })
    day = until + REST_DAYS
  }
  return episodes
}

export const isDistress = (kind: Episode['kind'] | null): boolean =>
  kind !== null && !kind.startsWith('look_alike')

/** 0 (none) to 1 (full) on a day, with the kind at work. */
export function pressureOn(
  episodes: readonly Episode[],
  day: number,
): { kind: Episode['kind'] | null; pressure: number } {
  const episode = episodes.find((e) => day >= e.from && day < e.until)
  if (!episode) return { kind: null, pressure: 0 }
  return {
    kind: episode.kind,
    pressure: episode.strength * Math.min(1, (day - episode.from + 1) / episode.ramp_days),
  }
}

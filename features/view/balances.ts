import type { Day } from '../state/shape.ts'

/** Low: below this share of a month's income (or of a month's spending where income is not known). */
export const LOW_BALANCE_SHARE = 0.1
const STREAK_MAX_DAYS = 90

/** Closing balances carried over days without movement; null where none was known yet. Money in minor units. */
export interface Balances {
  nowMinor: number | null
  before28Minor: number | null
  before60Minor: number | null
  /** Lowest of the last 28 days, with what they began with. */
  min28Minor: number | null
  /** Null where the low mark is not known. */
  lowDays28: number | null
  lowStreak_days: number | null
  negativeDays90: number
}

/** A balance that held from one day to another, both included. */
interface Spell {
  from: number
  to: number
  balanceMinor: number
  min: number
}

/** `currency`: the main one; balances in another are not looked at. `baseMinor`: what low is measured by. */
export function balancesOf(
  days: readonly Day[],
  asOfDay: number,
  currency: string | null,
  baseMinor: number | null,
): Balances {
  const spells = spellsOf(days, asOfDay, currency)
  const at = (day: number) =>
    spells.findLast((spell) => spell.from <= day && spell.to >= day)?.balanceMinor ?? null
  const low = baseMinor === null || spells.length === 0 ? null : baseMinor * LOW_BALANCE_SHARE
  return {
    nowMinor: at(asOfDay),
    before28Minor: at(asOfDay - 28),
    before60Minor: at(asOfDay - 60),
    min28Minor: minSince(spells, asOfDay - 27),
    lowDays28: low === null ? null : daysBelow(spells, low, asOfDay - 27),
    lowStreak_days: low === null ? null : streakBelow(spells, low, asOfDay),
    negativeDays90: daysBelow(spells, 0, asOfDay - 89),
  }
}

function spellsOf(days: readonly Day[], asOfDay: number, main: string | null): Spell[] {
  const spells: Spell[] = []
  for (const { day, currency, closeMinor, minMinor } of days) {
    if (closeMinor === null || day > asOfDay || currency !== main) continue
    const before = spells.at(-1)
    if (before) before.to = day - 1
    spells.push({ from: day, to: asOfDay, balanceMinor: closeMinor, min: minMinor ?? closeMinor })
  }
  return spells
}

function minSince(spells: readonly Spell[], from: number): number | null {
  let min: number | null = null
  for (const spell of spells) {
    if (spell.to < from) continue
    const lowest = spell.from < from ? spell.balanceMinor : spell.min
    if (min === null || lowest < min) min = lowest
  }
  return min
}

function daysBelow(spells: readonly Spell[], mark: number, from: number): number {
  let days = 0
  for (const { from: start, to, balanceMinor } of spells)
    if (balanceMinor < mark && to >= from) days += to - Math.max(start, from) + 1
  return days
}

function streakBelow(spells: readonly Spell[], mark: number, asOfDay: number): number {
  const lastAbove = spells.findLastIndex((spell) => spell.balanceMinor >= mark)
  const first = spells[lastAbove + 1]
  return first ? Math.min(asOfDay - first.from + 1, STREAK_MAX_DAYS) : 0
}

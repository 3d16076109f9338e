export type Band = { low: number; high: number }

/** Fewer values of the past make no band. */
const VALUES_MIN = 6
const LOW_SHARE = 0.1
const HIGH_SHARE = 0.9

/** The customer's own usual range of a feature: the middle 80 % of the values before the latest. Null where too few are known. */
export function normalBand(values: readonly (number | null)[]): Band | null {
  const past = values
    .slice(0, -1)
    .filter((value) => value !== null)
    .sort((a, b) => a - b)
  if (past.length < VALUES_MIN) return null
  const at = (share: number): number => past[Math.round(share * (past.length - 1))] ?? 0
  return { low: at(LOW_SHARE), high: at(HIGH_SHARE) }
}

export const isOutside = (value: number | null, band: Band | null): boolean =>
  value !== null && band !== null && (value < band.low || value > band.high)

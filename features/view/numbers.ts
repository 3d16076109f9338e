/** `a ÷ b`, or null where either is not known or `b` is not above 0. */
export const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || !(b > 0) ? null : a / b

/** The middle value; of an even number of values the mean of the two; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

/** The middle value, of an even number the lower: always one of the values. */
export function lowerMedian(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? null
}

/** Distances between neighbours of an ascending list. */
export const gapsOf = (days: readonly number[]): number[] =>
  days.slice(1).map((day, index) => day - (days[index] as number))

/** Mean distance from the median; null of none. */
export function spread(values: readonly number[]): number | null {
  const middle = median(values)
  if (middle === null) return null
  return values.reduce((sum, value) => sum + Math.abs(value - middle), 0) / values.length
}

/** The median of whole numbers from 1 to `largest`, by counting them: nothing is sorted. */
export function medianOfWhole(values: readonly number[], largest: number): number | null {
  if (values.length === 0) return null
  const counts = new Uint16Array(largest + 1)
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  const at = (place: number): number => {
    let seen = 0
    for (let value = 0; value <= largest; value++) {
      seen += counts[value] ?? 0
      if (seen > place) return value
    }
    return largest
  }
  const middle = values.length >> 1
  return values.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2
}

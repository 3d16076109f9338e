import type { MappedRow } from './row.ts'

/** Facts of a format's further tables, given between its transactions in the order in which they became known. */
export type KnownBefore = (at: string | null) => MappedRow[]

/** Each call gives those that became known before an instant and were not yet given; null: all that are left. */
export function createKnownBefore(rows: readonly MappedRow[]): KnownBefore {
  const inTime = rows.toSorted((a, b) => (a.fact.at < b.fact.at ? -1 : a.fact.at > b.fact.at ? 1 : 0))
  let given = 0
  return (at) => {
    const from = given
    while (given < inTime.length && (at === null || (inTime[given] as MappedRow).fact.at < at)) given++
    return inTime.slice(from, given)
  }
}

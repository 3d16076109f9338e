import { isFinalDay } from './horizon.ts'
import { insertAt, removeAt } from './lists.ts'
import { placeOfHash } from './seen.ts'
import { emptyDay, type CustomerState, type Day, type Entry } from './shape.ts'

/** An entry with the day that it stands in. */
export interface Located {
  day: Day
  entry: Entry
}

/** Where the hash stands, or (as −1 − index) where it belongs. */
function search(entries: readonly Entry[], hash: number): number {
  let low = 0
  let high = entries.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = (entries[middle] as Entry).hash
    if (found === hash) return middle
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return -1 - low
}

/** The entry of a hash, among the days of which something can still be undone. */
export function findEntry(state: CustomerState, hash: number): Located | null {
  if (placeOfHash(state.entryHashes, hash) < 0) return null
  const { days } = state
  for (let i = days.length - 1; i >= 0; i--) {
    const day = days[i] as Day
    if (isFinalDay(state, day.day)) return null
    const index = search(day.entries, hash)
    if (index >= 0) return { day, entry: day.entries[index] as Entry }
  }
  return null
}

export function insertEntry({ entryHashes }: CustomerState, day: Day, entry: Entry): void {
  insertAt(day.entries, -1 - search(day.entries, entry.hash), entry)
  insertAt(entryHashes, -1 - placeOfHash(entryHashes, entry.hash), entry.hash)
}

/** Nothing of the day can be undone any more. */
export function dropEntries({ entryHashes }: CustomerState, day: Day): void {
  for (const { hash } of day.entries) removeAt(entryHashes, placeOfHash(entryHashes, hash))
  day.entries = []
}

export const entryHashesOf = (days: readonly Day[]): number[] =>
  days.flatMap(({ entries }) => entries.map(({ hash }) => hash)).sort((a, b) => a - b)

/** The bucket of a day and currency, made where it is missing. */
export function bucketOf(state: CustomerState, day: number, currency: string): Day {
  const { days } = state
  let index = days.length
  while (index > 0 && isAfter(days[index - 1] as Day, day, currency)) index--
  const known = days[index - 1]
  if (known && known.day === day && known.currency === currency) return known
  const fresh = emptyDay(day, currency)
  insertAt(days, index, fresh)
  return fresh
}

const isAfter = (known: Day, day: number, currency: string): boolean =>
  known.day === day ? known.currency > currency : known.day > day

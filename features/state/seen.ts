import { isOpenDay } from './horizon.ts'
import { insertAt } from './lists.ts'
import type { CustomerState, SeenDay } from './shape.ts'

/** Where the hash stands, or (as −1 − index) where it belongs. */
export function placeOfHash(hashes: readonly number[], hash: number): number {
  let low = 0
  let high = hashes.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = hashes[middle] as number
    if (found === hash) return middle
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return -1 - low
}

function seenDay(state: CustomerState, day: number): SeenDay {
  const { seen } = state
  let index = seen.length
  while (index > 0 && (seen[index - 1] as SeenDay).day > day) index--
  const before = seen[index - 1]
  if (before && before.day === day) return before
  const fresh = { day, hashes: [] }
  seen.splice(index, 0, fresh)
  return fresh
}

/** Keeps the id; false where it is kept already, on whatever open day. */
export function remember(state: CustomerState, day: number, hash: number): boolean {
  for (const known of state.seen) if (placeOfHash(known.hashes, hash) >= 0) return false
  const { hashes } = seenDay(state, day)
  insertAt(hashes, -1 - placeOfHash(hashes, hash), hash)
  return true
}

/** Forgets the ids of days for which nothing can arrive any more. */
export function forgetClosed(state: CustomerState): void {
  let closed = 0
  while (closed < state.seen.length && !isOpenDay(state, (state.seen[closed] as SeenDay).day)) closed++
  if (closed > 0) state.seen.splice(0, closed)
}

import { LATE_HORIZON_DAYS } from '../../domain/bank-event.ts'
import type { CustomerState, SeenDay } from './shape.ts'

/** A day's distance at which nothing can arrive for it any more; one more than the horizon, for days of 23 or 25 hours. */
const CLOSED_AFTER_DAYS = LATE_HORIZON_DAYS + 1

/** Whether an event of this day can still arrive in time. */
export const isOpenDay = (state: CustomerState, day: number): boolean =>
  day >= state.newestDay - CLOSED_AFTER_DAYS

/**
 * 53 bits of a text: two 32-bit multiplicative mixes. Ids are compared by it inside the horizon only, where
 * a hundred ids collide by chance once in 10¹² customers.
 */
export function hashOfId(kind: string, text: string): number {
  let a = 0x9e3779b1 ^ kind.charCodeAt(0)
  let b = 0x85ebca77 ^ kind.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x27d4eb2f)
    b = Math.imul(b ^ code, 0x165667b1)
    a ^= a >>> 15
    b ^= b >>> 13
  }
  a = Math.imul(a ^ (b >>> 16), 0x2c1b3c6d)
  b = Math.imul(b ^ (a >>> 15), 0x297a2d39)
  return ((a ^ (a >>> 14)) >>> 0) * 0x200000 + (((b ^ (b >>> 12)) >>> 0) & 0x1fffff)
}

/** Where the hash stands, or (as −1 − index) where it belongs. */
function search(hashes: readonly number[], hash: number): number {
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
  for (const known of state.seen) if (search(known.hashes, hash) >= 0) return false
  const { hashes } = seenDay(state, day)
  hashes.splice(-1 - search(hashes, hash), 0, hash)
  return true
}

/** Forgets the ids of days for which nothing can arrive any more. */
export function forgetClosed(state: CustomerState): void {
  let closed = 0
  while (closed < state.seen.length && !isOpenDay(state, (state.seen[closed] as SeenDay).day)) closed++
  if (closed > 0) state.seen.splice(0, closed)
}

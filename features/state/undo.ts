import { count } from './counting.ts'
import { findEntry, insertEntry, type Located } from './entries.ts'
import { isFinalDay, UNDONE_WITHIN_DAYS } from './horizon.ts'
import type { CustomerState, Day, Entry, Undoing } from './shape.ts'
import { isDebit, isFailed, isRefund } from './traits.ts'

// What a transaction counts for is a function of the set of events that are known, never of their order: before an
// event that has to do with others is kept, what they count for is taken off; afterwards it is added anew.

const reaches = (undoing: Undoing, day: number): boolean =>
  day <= undoing.day && day >= undoing.day - UNDONE_WITHIN_DAYS

const isReversed = ({ undoings }: CustomerState, { day, entry }: Located): boolean =>
  undoings.some((undoing) => undoing.by === 0 && undoing.target === entry.hash && reaches(undoing, day.day))

/** Whether a refund gives this transaction back: money that moved the other way, in the same currency. */
function gives(state: CustomerState, undoing: Undoing, refund: Located, original: Located): boolean {
  if (undoing.target !== original.entry.hash || !reaches(undoing, original.day.day)) return false
  if (isRefund(original.entry) || isFailed(original.entry)) return false
  if (isDebit(refund.entry) === isDebit(original.entry)) return false
  return refund.day.currency === original.day.currency && !isReversed(state, refund)
}

/** How much of a transaction counts; null where it counts for nothing at all. */
function countedOf(state: CustomerState, located: Located): number | null {
  if (isReversed(state, located)) return null
  const { entry } = located
  let given = 0
  for (const undoing of state.undoings) {
    if (undoing.by === entry.hash && givesAnything(state, undoing, located)) return null
    if (undoing.by === 0 || undoing.target !== entry.hash) continue
    const refund = findEntry(state, undoing.by)
    if (refund && gives(state, undoing, refund, located)) given += refund.entry.amountMinor
  }
  if (given === 0) return entry.amountMinor
  return given < entry.amountMinor ? entry.amountMinor - given : null
}

function givesAnything(state: CustomerState, undoing: Undoing, refund: Located): boolean {
  const original = findEntry(state, undoing.target)
  return original !== null && gives(state, undoing, refund, original)
}

/** Every hash that is tied to these by undoings, directly or through others. */
function tiedTo(undoings: readonly Undoing[], hashes: readonly number[]): Set<number> {
  const tied = new Set(hashes)
  for (let before = -1; before !== tied.size;) {
    before = tied.size
    for (const { target, by } of undoings) {
      if (!tied.has(target) && !tied.has(by)) continue
      tied.add(target)
      if (by !== 0) tied.add(by)
    }
  }
  return tied
}

function recount(state: CustomerState, tied: ReadonlySet<number>, sign: 1 | -1): void {
  for (const hash of tied) {
    const located = findEntry(state, hash)
    const amountMinor = located ? countedOf(state, located) : null
    if (located && amountMinor !== null) count(state, located.day, located.entry, amountMinor, sign)
  }
}

/** Keeps a transaction; `target` is the hash of the one that it gives back, 0 where it gives back none. */
export function keepEntry(state: CustomerState, day: Day, entry: Entry, target: number): void {
  const { undoings } = state
  const isTied = target !== 0 || undoings.some((undoing) => undoing.target === entry.hash)
  if (!isTied) {
    insertEntry(state, day, entry)
    count(state, day, entry, entry.amountMinor, 1)
    return
  }
  const tied = tiedTo(undoings, target === 0 ? [entry.hash] : [entry.hash, target])
  recount(state, tied, -1)
  insertEntry(state, day, entry)
  if (target !== 0) insertUndoing(undoings, { day: day.day, target, by: entry.hash })
  recount(state, tied, 1)
}

/** Keeps a plain reversal of a transaction. */
export function keepReversal(state: CustomerState, day: number, target: number): void {
  const tied = tiedTo(state.undoings, [target])
  recount(state, tied, -1)
  insertUndoing(state.undoings, { day, target, by: 0 })
  recount(state, tied, 1)
}

function insertUndoing(undoings: Undoing[], undoing: Undoing): void {
  let index = undoings.length
  while (index > 0 && inOrder(undoings[index - 1] as Undoing, undoing) > 0) index--
  undoings.splice(index, 0, undoing)
}

const inOrder = (a: Undoing, b: Undoing): number => a.day - b.day || a.target - b.target || a.by - b.by

/** Whether a settlement of this hash and day has been reversed. */
export const isReversedSettlement = (state: CustomerState, hash: number, day: number): boolean =>
  state.undoings.some((undoing) => undoing.target === hash && reaches(undoing, day))

/** Drops the words for which everything has arrived. */
export function forgetUndoings(state: CustomerState): void {
  let old = 0
  while (old < state.undoings.length && isFinalDay(state, (state.undoings[old] as Undoing).day)) old++
  if (old > 0) state.undoings.splice(0, old)
}

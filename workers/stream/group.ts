import type { RecordReader } from '../../stores/kafka/record-reader.ts'

/**
 * A commit holds what so many records changed, or so many customers: some megabytes, a fifth of a second. A live stream
 * never comes near; one that catches up evaluates and stores each customer once a group and not once an event.
 */
export const COMMIT_RECORDS_MAX = 64_000
export const COMMIT_CUSTOMERS_MAX = 1000

/** Records of one commit by their key, as indices in order; `end` is the index behind them. */
export type Group = { byKey: ReadonlyMap<string, readonly number[]>; end: number }

/**
 * The first records from one index to another, as many as one commit takes. Only the order within a customer matters,
 * and who is folded at one go is looked up, read and written once, while its state is close at hand.
 */
export function groupByKey(reader: RecordReader, from: number, to: number): Group {
  const byKey = new Map<string, number[]>()
  const last = Math.min(to, from + COMMIT_RECORDS_MAX)
  let end = from
  for (; end < last; end++) {
    const key = reader.keyAt(end)
    const indices = byKey.get(key)
    if (indices) indices.push(end)
    else if (byKey.size < COMMIT_CUSTOMERS_MAX) byKey.set(key, [end])
    else break
  }
  return { byKey, end }
}

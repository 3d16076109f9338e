import type { RecordReader } from '../../stores/kafka/record-reader.ts'
import type { StreamClock } from './clock.ts'

/**
 * A commit holds what so many records changed, or so many customers: some megabytes, some tenths of a second. A live
 * stream never comes near; one that catches up evaluates and stores a customer once a commit and not once an event. With
 * their outbox so many customers stay below what one script may write (`stores/redis/commit-script.ts`).
 */
export const COMMIT_RECORDS_MAX = 64_000
export const COMMIT_CUSTOMERS_MAX = 3400

/** Records from `from` to `end` (excluded), those of each key together and in their order. */
export type Group = {
  reader: RecordReader
  from: number
  end: number
  keys: readonly GroupKey[]
  /** Indices of records. */
  order: Int32Array
  /** What the clock says of each record, that at `from` first. */
  bankTime_ms: Float64Array
  currentFrom_ms: Float64Array
}
/** Whose records stand in `order` from `begin` to `end` (excluded). Null: they have no key. */
export type GroupKey = { key: string | null; begin: number; end: number }

/** How far one commit takes the records from one index to another. */
export function endOfCommit({ keys, keyIndices }: RecordReader, from: number, to: number): number {
  const last = Math.min(to, from + COMMIT_RECORDS_MAX)
  if (keys.length <= COMMIT_CUSTOMERS_MAX) return last
  const seen = new Uint8Array(keys.length)
  let customers = 0
  for (let at = from; at < last; at++) {
    const key = keyIndices[at]!
    if (seen[key] !== 0) continue
    if (customers === COMMIT_CUSTOMERS_MAX) return at
    seen[key] = 1
    customers++
  }
  return last
}

/**
 * The records from one index to another. Only the order within a customer matters, and one who is folded at one go is
 * looked up once, and has its state and its values (`reading-thread/block.ts`) close at hand.
 */
export function groupByKey(reader: RecordReader, clock: StreamClock, from: number, end: number): Group {
  const { keyIndices } = reader
  // The place of each key's next record; that of those without a key comes first.
  const places = new Int32Array(reader.keys.length + 1)
  for (let at = from; at < end; at++) places[keyIndices[at]! + 1]!++
  const keys: GroupKey[] = []
  let begin = 0
  places.forEach((count, place) => {
    if (count > 0) keys.push({ key: reader.keys[place - 1] ?? null, begin, end: begin + count })
    places[place] = begin
    begin += count
  })
  const order = new Int32Array(end - from)
  const bankTime_ms = new Float64Array(end - from)
  const currentFrom_ms = new Float64Array(end - from)
  for (let at = from; at < end; at++) {
    order[places[keyIndices[at]! + 1]!++] = at
    const broker_ms = reader.timestampAt(at)
    bankTime_ms[at - from] = clock.bankTime(broker_ms)
    currentFrom_ms[at - from] = clock.currentFrom_ms(broker_ms)
  }
  return { reader, from, end, keys, order, bankTime_ms, currentFrom_ms }
}

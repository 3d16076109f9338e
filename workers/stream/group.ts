import type { RecordReader } from '../../stores/kafka/record-reader.ts'
import type { StreamClock } from './clock.ts'

/** Few enough to lie in the processor's cache while they are taken out of their order. */
const GROUP_RECORDS_MAX = 16_000
const GROUP_KEYS_MAX = 1000

/** Records from `from` to `end` (excluded) by their key, as indices in order, with what the clock says of each. */
export type Group = {
  reader: RecordReader
  byKey: ReadonlyMap<string, readonly number[]>
  from: number
  end: number
  /** Of the first record first. */
  bankTime_ms: Float64Array
  currentFrom_ms: Float64Array
}

/**
 * The first records from one index to another. Only the order within a customer matters, and one who is folded at one
 * go is looked up once, and has its state close at hand.
 */
export function groupByKey(reader: RecordReader, clock: StreamClock, from: number, to: number): Group {
  const byKey = new Map<string, number[]>()
  const last = Math.min(to, from + GROUP_RECORDS_MAX)
  const bankTime_ms = new Float64Array(last - from)
  const currentFrom_ms = new Float64Array(last - from)
  let end = from
  for (; end < last; end++) {
    const key = reader.keyAt(end)
    const indices = byKey.get(key)
    if (indices) indices.push(end)
    else if (byKey.size < GROUP_KEYS_MAX) byKey.set(key, [end])
    else break
    const broker_ms = reader.timestampAt(end)
    bankTime_ms[end - from] = clock.bankTime(broker_ms)
    currentFrom_ms[end - from] = clock.currentFrom_ms(broker_ms)
  }
  return { reader, byKey, from, end, bankTime_ms, currentFrom_ms }
}

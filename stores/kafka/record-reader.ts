import type { KafkaMessage } from 'kafkajs'

export type IncomingRecord = {
  offset: number
  key: string | null
  value: Buffer | null
  /** The broker's time (LogAppendTime). */
  timestamp_ms: number
}

/**
 * The records of a batch, each made when it is asked for: a worker that catches up gets tens of thousands at once,
 * and what lives as long as the batch is copied again and again by the collector of garbage.
 */
export type RecordReader = {
  count: number
  slice: (from: number, to: number) => IncomingRecord[]
  offsetAt: (index: number) => number
  /** Empty where there is none. */
  keyAt: (index: number) => string
  valueAt: (index: number) => Buffer | null
  /** The broker's time. */
  timestampAt: (index: number) => number
  hasKey: (index: number) => boolean
  /** The newest of the broker's times. */
  newest_ms: () => number
}

export const readerOf = (messages: readonly KafkaMessage[]): RecordReader => ({
  count: messages.length,
  slice: (from, to) => {
    const records: IncomingRecord[] = []
    for (let index = from; index < to; index++) records.push(recordOf(messages[index] as KafkaMessage))
    return records
  },
  offsetAt: (index) => Number(messages[index]?.offset),
  keyAt: (index) => messages[index]?.key?.toString('utf8') ?? '',
  valueAt: (index) => messages[index]?.value ?? null,
  timestampAt: (index) => Number(messages[index]?.timestamp),
  hasKey: (index) => messages[index]?.key != null,
  newest_ms: () => {
    let newest_ms = 0
    let last = ''
    for (const { timestamp } of messages) {
      // Those that were stored together have one time.
      if (timestamp === last) continue
      last = timestamp
      newest_ms = Math.max(newest_ms, Number(timestamp))
    }
    return newest_ms
  },
})

const recordOf = ({ offset, key, value, timestamp }: KafkaMessage): IncomingRecord => ({
  offset: Number(offset),
  key: key?.toString('utf8') ?? null,
  value,
  timestamp_ms: Number(timestamp),
})

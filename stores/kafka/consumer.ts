import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import type { Topic } from './topics.ts'

export type IncomingRecord = {
  offset: number
  key: string | null
  value: Buffer | null
  /** The broker's time (LogAppendTime). */
  timestamp_ms: number
}

/** Records of one partition, in order. */
export type RecordBatch = {
  topic: string
  partition: number
  records: IncomingRecord[]
  /** Of the first record; `endOffset` is the one after the last. */
  firstOffset: number
  endOffset: number
  /** Tells the group that this member lives. Throws when the group rebalances: then stop with this batch. */
  heartbeat: () => Promise<void>
  /** True when the consumer stops or was sent to another offset. */
  isStale: () => boolean
  /** Goes on at another offset than the one after this batch; return after it. */
  seek: (offset: number) => void
  /** Commits to the group that everything before `offset` is done. */
  done: (offset: number) => Promise<void>
}

export type Seek = (partition: number, offset: number) => void

export type ConsumerOptions = {
  groupId: string
  topics: Topic[]
  partitionsAtOnce: number
  /** `lazily`: `done` does not wait for the group's coordinator, and a commit that fails is left to the next one. */
  commits?: 'lazily'
  onBatch: (batch: RecordBatch) => Promise<void>
  /** The partitions that this member now has, after every rebalance; `seek` goes on elsewhere in one of them. */
  onAssigned?: (partitions: readonly number[], seek: Seek) => void
  /** The broker has just said that this member is in the group's current generation. */
  onHeartbeat?: () => void
  /** Called once when the consumer cannot go on. */
  fail: (error: unknown) => void
}
export type Consumer = { close: () => Promise<void> }

/** How long a partition waits for its next owner after a crash. Fencing keeps a member that was only slow harmless. */
const SESSION_MS = 10_000
const HEARTBEAT_MS = 2000
/**
 * How much one request may bring. A live stream never fills it; one that catches up gets thousands of events of the
 * same customers at once, so that each of them is evaluated and stored once a batch and not once an event.
 */
export const fetchLimits = {
  maxWaitTimeInMs: 500,
  maxBytesPerPartition: 8 * 1024 * 1024,
  maxBytes: 16 * 1024 * 1024,
}

/** Joins the group and hands over batches. Nothing counts as done until `done` says so. */
export async function openConsumer(kafka: Kafka, options: ConsumerOptions): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId: options.groupId,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    ...fetchLimits,
    allowAutoTopicCreation: false,
  })
  const seek = (topic: string, partition: number, offset: number): void =>
    consumer.seek({ topic, partition, offset: String(offset) })
  const [topic = ''] = options.topics
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
    options.onAssigned?.(payload.memberAssignment[topic] ?? [], (partition, offset) =>
      seek(topic, partition, offset),
    ),
  )
  consumer.on(consumer.events.HEARTBEAT, () => options.onHeartbeat?.())
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.fail(payload.error)
  })
  await consumer.connect()
  await consumer.subscribe({ topics: options.topics, fromBeginning: true })
  await consumer.run({
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.partitionsAtOnce,
    eachBatch: async (payload) => {
      try {
        await options.onBatch(batchOf(payload, seek, options.commits === 'lazily'))
      } catch (error) {
        // The client's own errors (a rebalance) are its business; ours must not be retried blindly.
        if (!isOfClient(error)) options.fail(error)
        throw error
      }
    },
  })
  return { close: () => consumer.disconnect() }
}

const isOfClient = (error: unknown): boolean => error instanceof Error && error.name.startsWith('KafkaJS')

function batchOf(
  { batch, heartbeat, isRunning, isStale, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload,
  seek: (topic: string, partition: number, offset: number) => void,
  isLazy: boolean,
): RecordBatch {
  const { topic, partition } = batch
  const endOffset = Number(batch.lastOffset()) + 1
  return {
    topic,
    partition,
    records: batch.messages.map(recordOf),
    firstOffset: Number(batch.firstOffset()),
    endOffset,
    heartbeat,
    isStale: () => !isRunning() || isStale(),
    seek: (offset) => seek(topic, partition, offset),
    done: async (offset) => {
      resolveOffset(String(offset - 1))
      const committed = commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition, offset: String(offset) }] }],
      })
      if (isLazy) committed.catch(() => undefined)
      else await committed
    },
  }
}

const recordOf = ({ offset, key, value, timestamp }: KafkaMessage): IncomingRecord => ({
  offset: Number(offset),
  key: key?.toString('utf8') ?? null,
  value,
  timestamp_ms: Number(timestamp),
})

import type { EachBatchPayload, Kafka } from 'kafkajs'
import { openGroupOffsets, type GroupOffsets } from './group-offsets.ts'
import type { Topic } from './topics.ts'

export type IncomingRecord = {
  offset: number
  key: string | null
  value: Buffer | null
  /** The broker's time (LogAppendTime). */
  timestamp_ms: number
}

/** Records of one partition, in order, that are being worked on. */
export type BatchInHand = {
  topic: string
  partition: number
  /** Of the first record; `endOffset` is the one after the last. */
  firstOffset: number
  endOffset: number
  /** Tells the group that this member lives. May throw when the group rebalances: then stop with this batch. */
  heartbeat: () => Promise<void>
  /** True when the consumer stops, was sent to another offset, or may have lost the partition. */
  isStale: () => boolean
  /** Goes on at another offset than the one after this batch; return after it. */
  seek: (offset: number) => void
  /** Everything before `offset` is done; the group is told of it soon. */
  done: (offset: number) => Promise<void>
}
export type RecordBatch = BatchInHand & { records: IncomingRecord[] }

export type ConsumerOptions = {
  groupId: string
  topics: Topic[]
  partitionsAtOnce: number
  onBatch: (batch: RecordBatch) => Promise<void>
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
  maxBytesPerPartition: 16 * 1024 * 1024,
  maxBytes: 16 * 1024 * 1024,
}
export const memberSettings = {
  sessionTimeout: SESSION_MS,
  heartbeatInterval: HEARTBEAT_MS,
  allowAutoTopicCreation: false,
  ...fetchLimits,
}

/** Joins the group and hands over batches. Nothing counts as done until `done` says so. */
export async function openConsumer(kafka: Kafka, options: ConsumerOptions): Promise<Consumer> {
  const consumer = kafka.consumer({ groupId: options.groupId, ...memberSettings })
  const seek = (topic: string, partition: number, offset: number): void =>
    consumer.seek({ topic, partition, offset: String(offset) })
  const offsets = openGroupOffsets(consumer)
  consumer.on(consumer.events.GROUP_JOIN, () => offsets.forget())
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.fail(payload.error)
  })
  await consumer.connect()
  await consumer.subscribe({ topics: options.topics, fromBeginning: true })
  let isClosing = false
  const inHand = new Set<Promise<void>>()
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.partitionsAtOnce,
    eachBatch: async (payload) => {
      if (isClosing) return
      const work = options.onBatch(batchOf(payload, seek, offsets, () => isClosing))
      inHand.add(work)
      try {
        await work
      } catch (error) {
        // The client's own errors (a rebalance) are its business; ours must not be retried blindly.
        if (!isOfClient(error)) options.fail(error)
        throw error
      } finally {
        inHand.delete(work)
      }
    },
  })
  return {
    close: async () => {
      isClosing = true
      await Promise.allSettled(inHand)
      // While this is still a member: afterwards the group takes no commit of it.
      await offsets.close()
      await consumer.disconnect()
    },
  }
}

const isOfClient = (error: unknown): boolean => error instanceof Error && error.name.startsWith('KafkaJS')

function batchOf(
  { batch, heartbeat, isRunning, isStale, resolveOffset }: EachBatchPayload,
  seek: (topic: string, partition: number, offset: number) => void,
  offsets: GroupOffsets,
  isClosing: () => boolean,
): RecordBatch {
  const { topic, partition, messages } = batch
  return {
    topic,
    partition,
    records: messages.map(({ offset, key, value, timestamp }) => ({
      offset: Number(offset),
      key: key?.toString('utf8') ?? null,
      value,
      timestamp_ms: Number(timestamp),
    })),
    firstOffset: Number(batch.firstOffset()),
    endOffset: Number(batch.lastOffset()) + 1,
    heartbeat,
    isStale: () => isClosing() || !isRunning() || isStale(),
    seek: (offset) => seek(topic, partition, offset),
    done: async (offset) => {
      resolveOffset(String(offset - 1))
      offsets.done(topic, partition, offset)
    },
  }
}

import { randomUUID } from 'node:crypto'
import kafkajs, {
  CompressionTypes,
  type Admin,
  type EachBatchPayload,
  type Kafka,
  type KafkaMessage,
  type Producer,
} from 'kafkajs'
import { fetchLimits } from './consumer.ts'
import { portions } from './producer.ts'
import { partitionBounds, settingsOf, type Bounds, type Topic } from './topics.ts'

/** The header that names the rewrite by which a record came. */
const HEADER = 'rewrite'
const ALL_IN_SYNC = -1

export type Rewrite = {
  id: string
  /** Rewrites that were cut off: their copies are no records. */
  abandoned: readonly string[]
  keeps: (message: KafkaMessage, partition: number) => boolean
  /** Where the readers stand, by partition. */
  stood: Readonly<Record<number, number>>
}
/** By partition: where the readers go on, and from where on the topic is kept. `isWhole`: nobody else wrote meanwhile. */
export type Rewritten = {
  resume: Record<number, number>
  keptFrom: Record<number, number>
  isWhole: boolean
}

/**
 * Appends what is kept of a topic to itself, in order, with its keys and time stamps. Offsets only ever grow, so that no
 * position is given twice; what stands before `keptFrom` can go then. A record that no reader had come to is not passed
 * over: readers go on at its copy.
 */
export async function rewriteTopic(
  kafka: Kafka,
  admin: Admin,
  topic: Topic,
  rewrite: Rewrite,
): Promise<Rewritten> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false })
  await producer.connect()
  const all = await partitionBounds(admin, topic)
  // An empty partition stays as it is.
  const before = new Map([...all].filter(([, { low, high }]) => high > low))
  await closeSegments(admin, producer, topic, [...before.keys()])
  await alter(admin, topic, { name: 'message.timestamp.type', value: 'CreateTime' })
  const copied = new Map<number, number>()
  const seen = new Map<number, number>()
  await readBatches(kafka, topic, before, rewrite.abandoned, async (partition, messages) => {
    const kept = messages.filter((message) => rewrite.keeps(message, partition))
    await send(producer, topic, partition, kept, rewrite.id)
    const known = kept.filter(({ offset }) => Number(offset) < (rewrite.stood[partition] ?? 0)).length
    copied.set(partition, (copied.get(partition) ?? 0) + kept.length)
    seen.set(partition, (seen.get(partition) ?? 0) + known)
  })
  await alter(admin, topic)
  await producer.disconnect()
  const after = await partitionBounds(admin, topic)
  const result: Rewritten = { resume: {}, keptFrom: {}, isWhole: true }
  for (const [partition, { high }] of before) {
    // Behind the record that closed the segment.
    const keptFrom = high + 1
    result.keptFrom[partition] = keptFrom
    result.resume[partition] = keptFrom + (seen.get(partition) ?? 0)
    if (after.get(partition)?.high !== keptFrom + (copied.get(partition) ?? 0)) result.isWhole = false
  }
  return result
}

/** Lets the broker delete what stands before these offsets; it removes closed segments within minutes. */
export const dropBefore = (
  admin: Admin,
  topic: Topic,
  keptFrom: Readonly<Record<number, number>>,
): Promise<void> =>
  admin.deleteTopicRecords({
    topic,
    partitions: Object.entries(keptFrom).map(([partition, offset]) => ({
      partition: Number(partition),
      offset: String(offset),
    })),
  })

/** One record more that nobody reads, so that what is there now shares no file with what follows. */
async function closeSegments(
  admin: Admin,
  producer: Producer,
  topic: Topic,
  partitions: readonly number[],
): Promise<void> {
  await alter(admin, topic, { name: 'segment.ms', value: '1' })
  for (const partition of partitions)
    await producer.send({ topic, acks: ALL_IN_SYNC, messages: [{ partition, key: null, value: '{}' }] })
}

/** Sets one thing otherwise than a topic of ours has it, or (nothing given) everything as it has it. */
const alter = (admin: Admin, topic: Topic, changed?: { name: string; value: string }): Promise<unknown> =>
  admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: kafkajs.ConfigResourceTypes.TOPIC,
        name: topic,
        configEntries: [
          ...settingsOf(topic).filter(({ name }) => name !== changed?.name),
          ...(changed ? [changed] : []),
        ],
      },
    ],
  })

async function send(
  producer: Producer,
  topic: Topic,
  partition: number,
  kept: readonly KafkaMessage[],
  id: string,
): Promise<void> {
  for (const some of portions(kept)) {
    const messages = some.map(({ key, value, timestamp }) => ({
      ...{ partition, key, value, timestamp },
      headers: { [HEADER]: id },
    }))
    await producer.send({ topic, acks: ALL_IN_SYNC, compression: CompressionTypes.None, messages })
  }
}

/** Reads each partition from its start to its end as it was, in order; copies of an abandoned rewrite are left out. */
export async function readTopic(
  kafka: Kafka,
  admin: Admin,
  topic: Topic,
  abandoned: readonly string[],
  onRecords: (partition: number, messages: KafkaMessage[]) => Promise<void>,
): Promise<void> {
  await readBatches(kafka, topic, await partitionBounds(admin, topic), abandoned, onRecords)
}

async function readBatches(
  kafka: Kafka,
  topic: Topic,
  bounds: Bounds,
  abandoned: readonly string[],
  onRecords: (partition: number, messages: KafkaMessage[]) => Promise<void>,
): Promise<void> {
  const next = new Map<number, number>()
  const left = new Set<number>()
  for (const [partition, { low, high }] of bounds) if (high > low) left.add(partition)
  if (left.size === 0) return
  const groupId = `equilibrate-rewrite-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, ...fetchLimits, allowAutoTopicCreation: false })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  const isRecord = ({ headers }: KafkaMessage): boolean => !abandoned.includes(String(headers?.[HEADER]))
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
      const eachBatch = async ({ batch, heartbeat }: EachBatchPayload): Promise<void> => {
        const { partition } = batch
        const high = bounds.get(partition)?.high ?? 0
        if (!left.has(partition)) return
        // After a rebalance the group's member begins anew.
        const isNext = ({ offset }: KafkaMessage): boolean =>
          Number(offset) >= (next.get(partition) ?? 0) && Number(offset) < high
        const within = batch.messages.filter(isNext)
        next.set(partition, Math.max(next.get(partition) ?? 0, Number(batch.lastOffset()) + 1))
        await onRecords(partition, within.filter(isRecord))
        if (Number(batch.lastOffset()) + 1 >= high) left.delete(partition)
        await heartbeat()
        if (left.size === 0) resolve()
      }
      consumer.run({ autoCommit: false, eachBatch }).catch(reject)
    })
  } finally {
    await consumer.disconnect()
  }
}

import { randomUUID } from 'node:crypto'
import type { EachBatchPayload, Kafka } from 'kafkajs'
import { ServiceError } from '../../domain/errors.ts'
import type { Topic } from './topics.ts'

export type FoundRecord = { key: string | null; value: Buffer | null }
/** Offsets that are wanted, by partition. */
export type Wanted = ReadonlyMap<number, readonly number[]>

const FETCH_WAIT_MS = 100
const READ_WITHIN_MS = 60_000

/**
 * Reads single records of a topic, by `partition/offset`; those that are there no more are left out. For the few that
 * were rejected: it joins as a consumer of its own each time. @throws ServiceError unavailable after a minute
 */
export async function readRecords(
  kafka: Kafka,
  topic: Topic,
  wanted: Wanted,
): Promise<Map<string, FoundRecord>> {
  const found = new Map<string, FoundRecord>()
  const left = await stillThere(kafka, topic, wanted)
  if (left.size === 0) return found
  const groupId = `equilibrate-read-${randomUUID()}`
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: FETCH_WAIT_MS, allowAutoTopicCreation: false })
  await consumer.connect()
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(tooSlow()), READ_WITHIN_MS)
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
      const seek = (partition: number, offset: number): void =>
        consumer.seek({ topic, partition, offset: String(offset) })
      const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
        const { partition } = batch
        const rest = takeFrom(batch, left.get(partition) ?? [], found)
        if (rest.length > 0) left.set(partition, rest)
        else left.delete(partition)
        if (rest[0] !== undefined) seek(partition, rest[0])
        else consumer.pause([{ topic, partitions: [partition] }])
        if (left.size === 0) resolve(clearTimeout(timer))
      }
      consumer.run({ autoCommit: false, eachBatch }).catch(reject)
      for (const [partition, [first]] of left) if (first !== undefined) seek(partition, first)
    })
  } finally {
    await consumer.disconnect()
  }
  return found
}

/** Takes the wanted records of a batch; gives the offsets that come after it. */
function takeFrom(
  batch: EachBatchPayload['batch'],
  offsets: readonly number[],
  found: Map<string, FoundRecord>,
): number[] {
  const wanted = new Set(offsets)
  for (const { offset, key, value } of batch.messages)
    if (wanted.has(Number(offset)))
      found.set(`${batch.partition}/${offset}`, { key: key?.toString('utf8') ?? null, value })
  return offsets.filter((offset) => offset > Number(batch.lastOffset()))
}

/** In order, without those that the topic's start has left behind or its end has not reached. */
async function stillThere(kafka: Kafka, topic: Topic, wanted: Wanted): Promise<Map<number, number[]>> {
  const admin = kafka.admin()
  await admin.connect()
  const bounds = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect())
  const left = new Map<number, number[]>()
  for (const { partition, low, high } of bounds) {
    const offsets = (wanted.get(partition) ?? []).filter(
      (offset) => offset >= Number(low) && offset < Number(high),
    )
    if (offsets.length > 0)
      left.set(
        partition,
        [...new Set(offsets)].sort((a, b) => a - b),
      )
  }
  return left
}

const tooSlow = (): ServiceError =>
  new ServiceError('unavailable', 'records-not-read', 'Kafka did not give the wanted records within a minute')

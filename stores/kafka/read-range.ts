import { randomUUID } from 'node:crypto'
import type { Kafka, KafkaMessage } from 'kafkajs'
import { partitionBounds, type Topic } from './topics.ts'

/** Reads what the topic holds from the offsets `from` (by partition; none: the start) up to its end as it is now. */
export async function readRange(
  kafka: Kafka,
  topic: Topic,
  from: ReadonlyMap<number, number>,
  onRecord: (message: KafkaMessage, partition: number) => void,
): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  const starts = new Map<number, number>()
  const missing = new Map<number, number>()
  for (const [partition, { low, high }] of await partitionBounds(admin, topic)) {
    const start = Math.max(low, from.get(partition) ?? 0)
    if (start >= high) continue
    starts.set(partition, start)
    missing.set(partition, high)
  }
  const groupId = `equilibrate-read-${randomUUID()}`
  if (missing.size > 0) await readUntil(kafka, groupId, topic, starts, missing, onRecord)
  if (missing.size > 0) await admin.deleteGroups([groupId])
  await admin.disconnect()
}

async function readUntil(
  kafka: Kafka,
  groupId: string,
  topic: Topic,
  from: ReadonlyMap<number, number>,
  missing: Map<number, number>,
  onRecord: (message: KafkaMessage, partition: number) => void,
): Promise<void> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
      const eachMessage = async ({ message, partition }: { message: KafkaMessage; partition: number }) => {
        const end = missing.get(partition)
        const offset = Number(message.offset)
        if (end === undefined || offset < (from.get(partition) ?? 0)) return
        onRecord(message, partition)
        if (offset + 1 >= end) missing.delete(partition)
        if (missing.size === 0) resolve()
      }
      consumer.run({ autoCommit: false, eachMessage }).catch(reject)
      for (const partition of missing.keys()) {
        consumer.seek({ topic, partition, offset: String(from.get(partition) ?? 0) })
      }
    })
  } finally {
    await consumer.disconnect()
  }
}

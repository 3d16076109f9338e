import type { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import { checkTopicPartitions } from '../stores/kafka/topics.ts'
import { readPartitionCount } from '../stores/redis/partition-count.ts'
import { requireNoRewrite } from '../stores/redis/rewrite-mark.ts'

/**
 * The partition count that all state was made for. @throws corrupt | partition-count where the topic has another one;
 * unavailable | rewriting while the topics are half rewritten
 */
export async function requirePartitions(redis: Redis, kafka: Kafka): Promise<number> {
  await requireNoRewrite(redis)
  const partitions = await readPartitionCount(redis)
  const admin = kafka.admin()
  await admin.connect()
  try {
    await checkTopicPartitions(admin, partitions)
    return partitions
  } finally {
    await admin.disconnect()
  }
}

import type { Admin } from 'kafkajs'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { checkTopicPartitions, endOffsets, ensureTopics, topics } from '../stores/kafka/topics.ts'
import { createLogger } from '../stores/logger.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { migrate } from '../stores/postgres/migrate.ts'
import { openRedis } from '../stores/redis/client.ts'
import { hasPartitionCount, keepPartitionCount } from '../stores/redis/partition-count.ts'
import { wantRebuild } from '../stores/redis/rebuild-mark.ts'
import { keepShippedPacks, registerWithPretendNetwork } from './prepare/policies.ts'

/** Brings PostgreSQL, Kafka and Redis to where the workers expect them. Quick, and nothing happens twice. */
const log = createLogger('prepare')

async function prepareTopics(): Promise<void> {
  const environment = readEnvironment('KAFKA_BROKERS', 'REDIS_URL', 'EQUILIBRATE_PARTITIONS')
  const partitions = environment.EQUILIBRATE_PARTITIONS
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const admin = openKafka(environment.KAFKA_BROKERS, 'equilibrate-prepare').admin()
  try {
    await admin.connect()
    const made = await ensureTopics(admin, partitions)
    const isNew = made.includes(topics.bankEvents)
    if (!isNew && !(await hasPartitionCount(redis)) && (await hasEvents(admin))) {
      await wantRebuild(redis)
      log.warn('Redis holds no state, but the topic holds events: run npm run features:rebuild')
    }
    await keepPartitionCount(redis, partitions)
    await checkTopicPartitions(admin, partitions)
    if (made.length > 0) log.info({ topics: made }, 'topics made')
  } finally {
    await admin.disconnect()
    redis.disconnect()
  }
}

async function hasEvents(admin: Admin): Promise<boolean> {
  return [...(await endOffsets(admin, topics.bankEvents)).values()].some((end) => end > 0)
}

async function prepareTables(): Promise<void> {
  const environment = readEnvironment('DATABASE_URL', 'PHONES_URL', 'TWILIO_FROM', 'EQUILIBRATE_HOME')
  const migrations = await migrate(environment.DATABASE_URL)
  if (migrations.length > 0) log.info({ migrations }, 'migrations run')
  const db = openDatabase(environment.DATABASE_URL)
  try {
    await keepShippedPacks(db)
    if (environment.PHONES_URL)
      await registerWithPretendNetwork(db, environment.TWILIO_FROM, environment.EQUILIBRATE_HOME)
  } finally {
    await db.close()
  }
}

try {
  await Promise.all([prepareTables(), prepareTopics()])
} catch (error) {
  log.fatal({ err: error }, 'The stores could not be prepared')
  process.exitCode = 1
}

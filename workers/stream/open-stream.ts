import { openWatch } from '../../features/watch.ts'
import { openKafka } from '../../stores/kafka/client.ts'
import { openConsumer } from '../../stores/kafka/consumer.ts'
import { openProducer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Logger } from '../../stores/logger.ts'
import { watchClock, type Mode } from '../../stores/postgres/bank-clock.ts'
import { openDatabase } from '../../stores/postgres/database.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { openStateStore } from '../../stores/redis/state-store.ts'
import { consumerGroups } from '../consumer-groups.ts'
import type { Running } from '../lifecycle.ts'
import { requirePartitions } from '../require-partitions.ts'
import { streamClock } from './clock.ts'
import { openDrainer } from './drainer.ts'
import type { Evaluate } from './evaluate.ts'
import { openOwnership } from './ownership.ts'
import { takeBatch } from './partition-batch.ts'

/** How many partitions are worked on at a time: while one waits for Redis, the others fold. */
const PARTITIONS_AT_ONCE = 4

export type StreamEnvironment = {
  EQUILIBRATE_MODE: Mode
  EQUILIBRATE_BANK_ZONE: string
  DATABASE_URL: string
  REDIS_URL: string
  KAFKA_BROKERS: string[]
}
export type StreamOptions = {
  environment: StreamEnvironment
  evaluate: Evaluate
  log: Logger
  fail: (error: unknown) => void
  /** Where the batches come from. */
  consume?: typeof openConsumer
}

/** Joins the group and folds, evaluates, commits and publishes until it is drained. */
export async function openStream(options: StreamOptions): Promise<Running> {
  const { environment, evaluate, log, fail, consume = openConsumer } = options
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-stream')
  await requirePartitions(redis, kafka)
  const db = openDatabase(environment.DATABASE_URL)
  const clock = await watchClock(db, environment.EQUILIBRATE_MODE, fail)
  const producer = await openProducer(kafka)
  const store = openStateStore(redis)
  const ownership = openOwnership(store, (partition) => drainer.wake(partition))
  redis.on('ready', ownership.renewAll)
  const drainer = openDrainer({ store, ownership, producer, db, fail })
  const clockAsOf = async (broker_ms: number) =>
    streamClock(await clock.asOf(broker_ms), environment.EQUILIBRATE_MODE)
  let heartbeats = 0
  const zone = environment.EQUILIBRATE_BANK_ZONE
  const watch = openWatch(zone)
  const deps = { store, evaluate, zone, watch, onOutbox: drainer.wake, ownership, clockAsOf, log }
  const consumer = await consume(kafka, {
    groupId: consumerGroups.stream,
    topics: [topics.bankEvents],
    partitionsAtOnce: PARTITIONS_AT_ONCE,
    // Redis says where a partition stands; the group's offset only spares a restart the question.
    commits: 'lazily',
    onBatch: (batch) => takeBatch({ ...deps, heartbeats: () => heartbeats }, batch),
    onAssigned: ownership.assign,
    onHeartbeat: () => (heartbeats += 1),
    fail,
  })
  return {
    drain: async () => {
      await consumer.close()
      await drainer.stop()
      await Promise.all([producer.close(), clock.close()])
      await db.close()
      redis.disconnect()
    },
  }
}

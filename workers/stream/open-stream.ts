import type { Registry } from 'prom-client'
import { openWatch } from '../../features/watch.ts'
import { openKafka } from '../../stores/kafka/client.ts'
import type { Consumer } from '../../stores/kafka/consumer.ts'
import { openProducer } from '../../stores/kafka/producer.ts'
import { openBlockConsumer } from '../../stores/kafka/reading-thread/consumer.ts'
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
import { openStreamMetrics } from './metrics.ts'
import { openOwnership } from './ownership.ts'
import { takeBatch } from './partition-batch.ts'
import { joinUnlessRebuilding } from './stand-aside.ts'

const CLIENT_ID = 'equilibrate-stream'
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
  consume?: typeof openBlockConsumer
  /** This is the rebuild itself: everybody else stands aside for it. */
  isRebuild?: boolean
  /** Where its figures go. */
  registry?: Registry
}

/** Joins the group and folds, evaluates, commits and publishes until it is drained. */
export async function openStream(options: StreamOptions): Promise<Running> {
  const {
    environment,
    evaluate,
    log,
    fail,
    consume = openBlockConsumer,
    isRebuild = false,
    registry,
  } = options
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, CLIENT_ID)
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
  const admin = kafka.admin()
  if (registry) await admin.connect()
  const metrics = registry && openStreamMetrics(registry, ownership, admin)
  const join = (): Promise<Consumer> =>
    consume({
      ...{ brokers: environment.KAFKA_BROKERS, clientId: CLIENT_ID },
      ...{ groupId: consumerGroups.stream, topic: topics.bankEvents },
      partitionsAtOnce: PARTITIONS_AT_ONCE,
      onBatch: (batch) => {
        const work = () => takeBatch({ ...deps, heartbeats: () => heartbeats }, batch)
        return metrics ? metrics.measured(batch, work) : work()
      },
      onAssigned: ownership.assign,
      onHeartbeat: () => (heartbeats += 1),
      fail,
    })
  const member = isRebuild
    ? { leave: (await join()).close }
    : await joinUnlessRebuilding({ redis, log, fail }, join)
  return {
    drain: async () => {
      await member.leave()
      await drainer.stop()
      await Promise.all([producer.close(), clock.close(), admin.disconnect()])
      await db.close()
      redis.disconnect()
    },
  }
}

import { featureNames } from '../features/catalogue.ts'
import { DISTRESS_FOLDER, loadChampion } from '../models/registry.ts'
import { loadPack } from '../policies/pack.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openConsumer } from '../stores/kafka/consumer.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import { topics } from '../stores/kafka/topics.ts'
import { watchClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openRedis } from '../stores/redis/client.ts'
import { openStateStore } from '../stores/redis/state-store.ts'
import { consumerGroups } from './consumer-groups.ts'
import { runWorker } from './lifecycle.ts'
import { requirePartitions } from './require-partitions.ts'
import { streamClock } from './stream/clock.ts'
import { openDrainer } from './stream/drainer.ts'
import { createEvaluate } from './stream/evaluate.ts'
import { openOwnership } from './stream/ownership.ts'
import { takeBatch } from './stream/partition-batch.ts'
import { openScorer } from './stream/scorer.ts'

const PARTITIONS_AT_ONCE = 4

/** Folds bank events into the customers' states, evaluates whom they changed, and publishes the evaluations. */
await runWorker('stream', async (log, fail) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
  )
  const zone = environment.EQUILIBRATE_BANK_ZONE
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-stream')
  await requirePartitions(redis, kafka)
  const db = openDatabase(environment.DATABASE_URL)
  const clock = await watchClock(db, environment.EQUILIBRATE_MODE, fail)
  const producer = await openProducer(kafka)
  const store = openStateStore(redis)
  const scorer = await openScorer(() => loadChampion(DISTRESS_FOLDER, featureNames), log)
  const evaluate = createEvaluate(loadPack(environment.EQUILIBRATE_PACK), scorer, zone)
  const ownership = openOwnership(store, (partition) => drainer.wake(partition))
  const drainer = openDrainer({ store, ownership, producer, db, fail })
  const clockAsOf = async (broker_ms: number) =>
    streamClock(await clock.asOf(broker_ms), environment.EQUILIBRATE_MODE)
  let heartbeats = 0
  const deps = { store, evaluate, zone, onOutbox: drainer.wake, ownership, clockAsOf, log }
  const consumer = await openConsumer(kafka, {
    groupId: consumerGroups.stream,
    topics: [topics.bankEvents],
    partitionsAtOnce: PARTITIONS_AT_ONCE,
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
})

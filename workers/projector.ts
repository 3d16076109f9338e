import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openConsumer } from '../stores/kafka/consumer.ts'
import { topics } from '../stores/kafka/topics.ts'
import { keepLevelDay } from '../stores/postgres/customers.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openRedis } from '../stores/redis/client.ts'
import { consumerGroups } from './consumer-groups.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { projectEvaluations } from './projector/evaluations.ts'
import { projectFacts } from './projector/facts.ts'
import { openDriftWatch } from './projector/drift.ts'
import { requirePartitions } from './require-partitions.ts'

const PARTITIONS_AT_ONCE = 2
const LEVEL_DAY_PAUSE_MS = 15_000
const DRIFT_PAUSE_MS = 60_000

/** Writes the table `customers`, which the Risk Queue, the profile and the portfolio read. It opens and decides nothing. */
await runWorker('projector', async (log, fail) => {
  const environment = readEnvironment(
    'EQUILIBRATE_BANK_ZONE',
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
  )
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-projector')
  await requirePartitions(redis, kafka)
  redis.disconnect()
  const db = openDatabase(environment.DATABASE_URL)
  const consume = { partitionsAtOnce: PARTITIONS_AT_ONCE, fail }
  let isLevelDayDue = false
  const [evaluations, facts] = await Promise.all([
    openConsumer(kafka, {
      ...consume,
      groupId: consumerGroups.projectorEvaluations,
      topics: [topics.evaluations],
      onBatch: async (batch) => {
        await projectEvaluations({ db, log }, batch)
        isLevelDayDue = true
      },
    }),
    openConsumer(kafka, {
      ...consume,
      groupId: consumerGroups.projectorFacts,
      topics: [topics.bankEvents],
      onBatch: (batch) => projectFacts(db, batch),
    }),
  ])
  const levelDays = repeat(
    async () => {
      if (!isLevelDayDue) return
      isLevelDayDue = false
      await keepLevelDay(db, environment.EQUILIBRATE_BANK_ZONE)
    },
    LEVEL_DAY_PAUSE_MS,
    fail,
  )
  const keepDrift = openDriftWatch(db, environment.EQUILIBRATE_BANK_ZONE)
  // Without a valid model there is no drift to tell; the pages say so, and customers are projected all the same.
  const drift = repeat(
    () => keepDrift().catch((error: unknown) => log.warn({ err: error }, 'Drift')),
    DRIFT_PAUSE_MS,
    fail,
  )
  return {
    drain: async () => {
      await Promise.all([evaluations.close(), facts.close(), levelDays.stop(), drift.stop()])
      await db.close()
    },
  }
})

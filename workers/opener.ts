import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openConsumer } from '../stores/kafka/consumer.ts'
import { topics } from '../stores/kafka/topics.ts'
import { requireHonestClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openRedis } from '../stores/redis/client.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { consumerGroups } from './consumer-groups.ts'
import { followPack } from './follow-pack.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { takeEvaluations } from './opener/evaluations.ts'
import { takeFacts } from './opener/facts.ts'
import { takeNotes } from './opener/notes.ts'
import { openStarter } from './opener/starter.ts'
import { requirePartitions } from './require-partitions.ts'

const PARTITIONS_AT_ONCE = 4
const REPAIR_PAUSE_MS = 3000

/** Opens cases from evaluations, keeps what is due, tells cases what became of it, and writes every outcome. */
await runWorker('opener', async (log, fail) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
    ...(['EQUILIBRATE_DECISION_PUBLIC_KEY', 'EQUILIBRATE_EXPERIMENT_KEY'] as const),
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const),
  )
  const bankZone = environment.EQUILIBRATE_BANK_ZONE
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-opener')
  await requirePartitions(redis, kafka)
  redis.disconnect()
  const db = openDatabase(environment.DATABASE_URL)
  await requireHonestClock(db, environment.EQUILIBRATE_MODE)
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  const cases = openCases(temporal.client)
  const decisionPublicKey = environment.EQUILIBRATE_DECISION_PUBLIC_KEY
  const pack = await followPack(environment.DATABASE_URL, environment.EQUILIBRATE_PACK, log)
  const experimentKey = Buffer.from(environment.EQUILIBRATE_EXPERIMENT_KEY, 'base64')
  const starter = openStarter({
    ...{ db, cases, experimentKey, decisionPublicKey, bankZone, log },
    packInForce: pack.current,
  })
  const consume = { partitionsAtOnce: PARTITIONS_AT_ONCE, fail }
  const facts = await openConsumer(kafka, {
    ...consume,
    groupId: consumerGroups.openerFacts,
    topics: [topics.bankEvents],
    onBatch: (batch) => takeFacts({ db, cases, zone: bankZone }, batch),
  })
  const evaluations = await openConsumer(kafka, {
    ...consume,
    groupId: consumerGroups.openerEvaluations,
    topics: [topics.evaluations],
    onBatch: (batch) => takeEvaluations({ db, pack: pack.current(), cases, starter, log }, batch),
  })
  const notes = await openConsumer(kafka, {
    ...consume,
    groupId: consumerGroups.openerNotes,
    topics: [topics.obligationNotes],
    onBatch: (batch) => takeNotes({ db, log }, batch),
  })
  const repairs = repeat(starter.repair, REPAIR_PAUSE_MS, fail)
  return {
    drain: async () => {
      await Promise.all([facts.close(), evaluations.close(), notes.close(), repairs.stop()])
      await Promise.all([db.close(), temporal.close(), pack.close()])
    },
  }
})

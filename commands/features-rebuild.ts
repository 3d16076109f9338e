import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Redis } from 'ioredis'
import type { Admin, Kafka } from 'kafkajs'
import { bankTimeAt, type ClockMap } from '../domain/bank-time.ts'
import { isServiceError } from '../domain/errors.ts'
import { loadPack } from '../policies/pack.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { endOffsets, partitionBounds, topics } from '../stores/kafka/topics.ts'
import { createLogger } from '../stores/logger.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openRedis } from '../stores/redis/client.ts'
import { replacePartitionCount } from '../stores/redis/partition-count.ts'
import {
  beginRebuild,
  clearPartitions,
  endRebuild,
  isRebuildBegun,
  setStart,
  wantRebuild,
} from '../stores/redis/rebuild-mark.ts'
import { streamPositions, streamTotals } from '../stores/redis/stream-totals.ts'
import { followModels } from '../workers/models.ts'
import { createEvaluate } from '../workers/stream/evaluate.ts'
import { openStream } from '../workers/stream/open-stream.ts'
import { createScorer } from '../workers/stream/scorer.ts'
import { openProgress } from './load/progress.ts'
import { evaluateNew } from './rebuild/evaluate-new.ts'
import { readPublished, type Published } from './rebuild/published.ts'
import { rewriteTopics } from './rebuild/rewrite.ts'
import { untilWorkersStandAside } from './rebuild/stand-aside.ts'

/**
 * `npm run features:rebuild`: forgets all feature state and builds it anew from Kafka, to the same bytes. The stream
 * workers stand aside meanwhile. Cut off, it goes on where it stood when it is started again.
 * With `--rewrite` it leaves the states and writes the topics anew without erased customers, while no worker runs.
 */
const LOOK_EVERY_MS = 500

const { values } = parseArgs({ options: { rewrite: { type: 'boolean', default: false } } })
const log = createLogger('rebuild')
const progress = openProgress('rebuild')
const environment = readEnvironment(
  ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
  ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
)

type Stores = { redis: Redis; kafka: Kafka; admin: Admin }

const fail = (error: unknown): never => {
  if (isServiceError(error)) progress.always(error.message)
  else log.fatal({ err: error }, 'The states could not be built anew')
  process.exit(1)
}

async function prepare({
  redis,
  kafka,
  admin,
}: Stores): Promise<{ partitions: number; published: Published }> {
  await wantRebuild(redis)
  await untilWorkersStandAside(admin)
  const bounds = await partitionBounds(admin, topics.bankEvents)
  const partitions = bounds.size
  const published = await readPublished(kafka)
  if (await isRebuildBegun(redis)) {
    progress.always('going on with a rebuild that was cut off')
    return { partitions, published }
  }
  await clearPartitions(redis)
  await replacePartitionCount(redis, partitions)
  for (const [partition, { low }] of bounds) {
    const evaluations = published.counts.get(partition) ?? 0
    await setStart(redis, partition, { offset: low, evaluations })
  }
  await beginRebuild(redis)
  return { partitions, published }
}

/** Waits until every event that is on the topic now is folded, and what follows from it is published. */
async function untilFolded({ redis, admin }: Stores, partitions: number): Promise<void> {
  const ends = await endOffsets(admin, topics.bankEvents)
  const all = [...ends.values()].reduce((sum, end) => sum + end, 0)
  for (;;) {
    const positions = await streamPositions(redis, partitions)
    const left = positions.reduce(
      (sum, { offset, waiting }, partition) =>
        sum + waiting + Math.max(0, (ends.get(partition) ?? 0) - offset),
      0,
    )
    if (left === 0) return
    progress.say(`${Math.max(0, all - left)} of ${all} events`)
    await sleep(LOOK_EVERY_MS)
  }
}

async function readClockOnce(): Promise<ClockMap> {
  const db = openDatabase(environment.DATABASE_URL)
  return readClock(db).finally(db.close)
}

async function rewrite(stores: Stores): Promise<void> {
  const db = openDatabase(environment.DATABASE_URL)
  const clock = await readClock(db)
  const gone = await rewriteTopics({ ...stores, db, clock, say: progress.always }).finally(db.close)
  progress.always(`the topics are written anew; nothing is left of ${gone} customers`)
  process.stdout.write(`${JSON.stringify({ gone })}\n`)
}

async function rebuild(stores: Stores): Promise<void> {
  const { redis } = stores
  const { partitions, published } = await prepare(stores)
  const now_ms = bankTimeAt(await readClockOnce(), Date.now())
  const scorer = createScorer(await followModels(log), log)
  const zone = environment.EQUILIBRATE_BANK_ZONE
  const whole = createEvaluate(loadPack(environment.EQUILIBRATE_PACK), scorer, zone)
  const evaluate = evaluateNew(whole, published.newest, now_ms)
  const stream = await openStream({ environment, evaluate, log, fail, isRebuild: true })
  await untilFolded(stores, partitions)
  await stream.drain()
  await endRebuild(redis)
  progress.always('the states are as the topic says')
  process.stdout.write(`${JSON.stringify(await streamTotals(redis, partitions))}\n`)
}

try {
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-rebuild')
  const admin = kafka.admin()
  await admin.connect()
  await (values.rewrite ? rewrite : rebuild)({ redis, kafka, admin })
  await admin.disconnect()
  redis.disconnect()
} catch (error) {
  fail(error)
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import type { Redis } from 'ioredis'
import { seededRandom } from '../../../bench/kit/random.ts'
import { bankTimeAt, localDateOf, type ClockMap } from '../../../domain/bank-time.ts'
import { loadPack } from '../../../policies/pack.ts'
import { openKafka } from '../../../stores/kafka/client.ts'
import { openProducer, type Producer } from '../../../stores/kafka/producer.ts'
import { endOffsets, groupLag, topics } from '../../../stores/kafka/topics.ts'
import { createLogger } from '../../../stores/logger.ts'
import { appendSegment } from '../../../stores/postgres/bank-clock.ts'
import { openDatabase, type Database } from '../../../stores/postgres/database.ts'
import { unstartedEpisodes } from '../../../stores/postgres/episodes.ts'
import { openRedis } from '../../../stores/redis/client.ts'
import { streamPositions } from '../../../stores/redis/stream-totals.ts'
import { consumerGroups } from '../../../workers/consumer-groups.ts'
import { streamClock } from '../../../workers/stream/clock.ts'
import { followModels } from '../../../workers/models.ts'
import { createEvaluate } from '../../../workers/stream/evaluate.ts'
import { createScorer } from '../../../workers/stream/scorer.ts'
import { BANK_ZONE } from '../../harness/distressed-customer.ts'
import { eventually } from '../../harness/processes.ts'
import { openRig, type Rig } from '../rig.ts'
import { openComparison, type Compared } from './compare.ts'
import { faults, type FaultName } from './faults.ts'
import { openFleet } from './fleet.ts'
import { openLife, type Life } from './life.ts'
import { openReference } from './reference.ts'

const PARTITIONS = 4
/** A bank day in two and a half minutes. */
const CLOCK_SPEED = 576
const BANK_FROM_MS = Date.parse('2026-03-02T06:30:00Z')
const RECORDS_A_TURN = 40
const TURN_MS = 40
/** What a round says in all, at the least; it goes on until the fault is over. */
const TURNS_MIN = 60
const SETTLED_WITHIN_MS = 180_000

export type Chaos = {
  /** One round: the bank talks, the fault strikes, everything settles, everything is compared. */
  round: (fault: FaultName) => Promise<Compared & { records: number }>
  said: () => string
  stop: () => Promise<void>
}

type Bed = { rig: Rig; redis: Redis; admin: Admin; db: Database; producer: Producer }

/** Components, one stream worker and one opener of their own, and a bank that talks. The same seed gives the same harm. */
export async function openChaos(seed: number, pause_ms: number): Promise<Chaos> {
  const rig = await openRig(PARTITIONS)
  const preparing = rig.start('commands/prepare.ts')
  const prepared = await preparing.ended
  if (prepared !== 'code 0') throw new Error(`prepare ended with ${prepared}: ${preparing.output()}`)
  const redis = await openRedis(rig.environment['REDIS_URL'] ?? '', () => undefined)
  const kafka = openKafka((rig.environment['KAFKA_BROKERS'] ?? '').split(','), 'chaos')
  const admin = kafka.admin()
  await admin.connect()
  const db = openDatabase(rig.environment['DATABASE_URL'] ?? '')
  const producer = await openProducer(kafka)
  const clock: ClockMap = [{ wallFrom_ms: Date.now(), bankFrom_ms: BANK_FROM_MS, speed: CLOCK_SPEED }]
  for (const segment of clock) await appendSegment(db, segment)
  const pack = loadPack('in')
  const scorer = createScorer(await followModels(createLogger('chaos')), createLogger('chaos'))
  const rules = {
    zone: BANK_ZONE,
    clock: async () => streamClock(clock, 'development'),
    evaluate: createEvaluate(pack, scorer, BANK_ZONE),
  }
  const compare = openComparison(
    { redis, kafka, db, partitions: PARTITIONS, pack },
    openReference(kafka, rules),
  )
  const bed: Bed = { rig, redis, admin, db, producer }
  const random = seededRandom(seed)
  const life = openLife(random)
  const stream = openFleet(rig, 'workers/stream.ts')
  const opener = openFleet(rig, 'workers/opener.ts')
  await Promise.all([stream.grow(), opener.grow()])
  let isExact = true
  return {
    round: async (name) => {
      const fault = (): Promise<void> => faults[name]({ rig, redis, stream, opener, random, pause_ms })
      const records = await strike(bed, life, clock, fault)
      await untilSettled(bed)
      if (name === 'Redis lost its last writes') {
        // Once more in silence: what fell back must be folded again although nothing new comes.
        await fault()
        await untilSettled(bed)
      }
      // What was published and then lost is made again, in other batches: more may be published than is counted.
      if (name === 'Redis lost its last writes') isExact = false
      // A rebuild counts what is published.
      if (name === 'Redis emptied and rebuilt') isExact = true
      return { ...(await compare({ isExact })), records }
    },
    said: rig.said,
    stop: async () => {
      await Promise.all([stream.stop(), opener.stop()])
      await Promise.all([producer.close(), admin.disconnect(), db.close()])
      redis.disconnect()
      await rig.stop()
    },
  }
}

/** The bank talks from before the fault until after it; then the day's tick. Gives how many records it said. */
async function strike(
  { producer }: Bed,
  life: Life,
  clock: ClockMap,
  fault: () => Promise<void>,
): Promise<number> {
  const now_ms = (): number => bankTimeAt(clock, Date.now())
  let records = 0
  const say = async (some: Parameters<Producer['send']>[1]): Promise<void> => {
    records += some.length
    await producer.send(topics.bankEvents, some)
  }
  await say(life.newcomer(now_ms()))
  let isOver = false
  const struck = fault().finally(() => (isOver = true))
  for (let turn = 0; turn < TURNS_MIN || !isOver; turn++) {
    await say(life.next(RECORDS_A_TURN, now_ms()))
    await sleep(TURN_MS)
  }
  await struck
  await say(life.tick(localDateOf(now_ms(), BANK_ZONE), PARTITIONS))
  return records
}

/** Until everything is folded, published, judged, and every case is started. */
const untilSettled = ({ redis, admin, db }: Bed): Promise<unknown> =>
  eventually(
    'everything to settle',
    async () => {
      const ends = await endOffsets(admin, topics.bankEvents)
      const positions = await streamPositions(redis, PARTITIONS)
      const isFolded = positions.every(
        ({ offset, waiting }, partition) => waiting === 0 && offset === ends.get(partition),
      )
      if (!isFolded) return false
      const lag = await groupLag(admin, consumerGroups.openerEvaluations, topics.evaluations)
      return lag === 0 && (await unstartedEpisodes(db)).length === 0
    },
    SETTLED_WITHIN_MS,
  )

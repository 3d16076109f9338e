import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Admin, Kafka } from 'kafkajs'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { openKafka } from '../../stores/kafka/client.ts'
import { openProducer, type OutgoingRecord } from '../../stores/kafka/producer.ts'
import { readRange } from '../../stores/kafka/read-range.ts'
import { endOffsets, groupLag, topics, type Topic } from '../../stores/kafka/topics.ts'
import { appendSegment } from '../../stores/postgres/bank-clock.ts'
import { openDatabase } from '../../stores/postgres/database.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { keepPartitionCount } from '../../stores/redis/partition-count.ts'
import { readStanding } from '../../stores/redis/standing.ts'
import { streamPositions, streamTotals } from '../../stores/redis/stream-totals.ts'
import { customerTopics, groupsOf } from '../../commands/rebuild/readers.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'
import { TICK_SLICE_CUSTOMERS } from '../../workers/stream/process.ts'
import { eventually } from '../harness/processes.ts'
import { payment, tokenOf } from './facts.ts'
import { openRig, type Rig } from './rig.ts'
import { openSlowRedis } from './slow-redis.ts'
import { evaluationsSince, redisSnapshot } from './snapshot.ts'

const PARTITIONS = 2
/** So many that a tick takes each partition more than one slice. */
const CUSTOMERS = PARTITIONS * TICK_SLICE_CUSTOMERS + 60
const FOLDED_WITHIN_MS = 60_000
const KILLED_WITHIN_MS = 60_000
const KILLS_MAX = 8
const STREAM = 'workers/stream.ts'
const SLOW_MS = 100
const MANY = 20_000
/** About what one commit of each partition holds. */
const UNDER_WAY_MAX = 16 * 1024 * 1024

let rig: Rig
let redis: Redis
let kafka: Kafka
let admin: Admin

beforeAll(async () => {
  rig = await openRig(PARTITIONS)
  expect(await rig.start('commands/prepare.ts').ended).toBe('code 0')
  redis = await openRedis(rig.environment['REDIS_URL'] ?? '', () => undefined)
  kafka = openKafka((rig.environment['KAFKA_BROKERS'] ?? '').split(','), 'test')
  admin = kafka.admin()
  await admin.connect()
  await fillTopic()
}, 300_000)

beforeEach(() => onTestFailed(() => void process.stderr.write(rig.said())))

afterAll(async () => {
  await admin?.disconnect()
  redis?.disconnect()
  await rig?.stop()
}, 60_000)

/** A year-old history with a duplicate, a late event and two bad records; then the clock; one new event each; a tick. */
async function fillTopic(): Promise<void> {
  const producer = await openProducer(kafka)
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => index)
  const paid = (index: number, id: string, at: string): OutgoingRecord => ({
    key: tokenOf(index),
    value: JSON.stringify(payment(id, at, 1000 + index)),
  })
  await producer.send(topics.bankEvents, [
    ...customers.map((index) => paid(index, `old-${index}`, '2025-03-01T06:30:00Z')),
    paid(1, 'old-1', '2025-03-01T06:30:00Z'),
    paid(2, 'late', '2025-02-01T06:30:00Z'),
    { key: '4711', value: JSON.stringify(payment('x', '2025-03-01T06:30:00Z', 1)) },
    { key: tokenOf(3), value: '{"kind":"transaction"' },
  ])
  const db = openDatabase(rig.environment['DATABASE_URL'] ?? '')
  const bankFrom_ms = Date.parse('2026-03-02T04:30:00Z')
  await appendSegment(db, { wallFrom_ms: Date.now(), bankFrom_ms, speed: 0 })
  await db.close()
  await producer.send(
    topics.bankEvents,
    customers.map((index) => paid(index, `new-${index}`, '2026-03-02T03:30:00Z')),
  )
  const tick = { kind: 'tick', id: 'tick:2026-03-02', at: '2026-03-02T04:30:00Z', date: '2026-03-02' }
  const value = JSON.stringify(tick)
  await producer.send(
    topics.bankEvents,
    [0, 1].map((partition) => ({ key: null, value, partition })),
  )
  await producer.close()
}

async function untilFolded(): Promise<void> {
  const isFolded = async (): Promise<boolean> => {
    const ends = await endOffsets(admin, topics.bankEvents)
    const positions = await streamPositions(redis, PARTITIONS)
    return positions.every(
      ({ offset, waiting }, partition) => waiting === 0 && offset === ends.get(partition),
    )
  }
  await eventually('everything to be folded', isFolded, FOLDED_WITHIN_MS)
}

/** Lets a stream worker run into a fault point. */
async function killAt(point: string): Promise<void> {
  rig.arm(point)
  const { ended } = rig.start(STREAM)
  const late = sleep(KILLED_WITHIN_MS, 'still running', { ref: false })
  expect(await Promise.race([ended, late])).toBe('SIGKILL')
  expect(rig.wasHit(point)).toBe(true)
}

/** Whether a partition stands between two slices of a tick. */
async function isMidTick(): Promise<boolean> {
  const standings = await Promise.all([0, 1].map((partition) => readStanding(redis, partition)))
  return standings.some(({ tick }) => tick !== '')
}

test('killed before and after commits, the stream ends with the states, offsets and counts of an uninterrupted run', async () => {
  const uninterrupted = await rig.startReady(STREAM)
  await untilFolded()
  uninterrupted.child.kill('SIGTERM')
  expect(await uninterrupted.ended).toBe('code 0')
  const expected = await redisSnapshot(redis)
  const expectedEvaluations = await evaluationsSince(kafka, new Map())
  expect(await streamTotals(redis, PARTITIONS)).toEqual({
    transactions: 2 * CUSTOMERS,
    duplicates: 1,
    rejected: 3,
    customers: CUSTOMERS,
    evaluations: 2 * CUSTOMERS,
  })
  expect(expectedEvaluations.size).toBe(2 * CUSTOMERS)

  await redis.flushdb()
  await keepPartitionCount(redis, PARTITIONS)
  await admin.deleteGroups([consumerGroups.stream])
  const before = await endOffsets(admin, topics.evaluations)
  await killAt('stream.before-commit')
  for (let kills = 0; !(await isMidTick()); kills++) {
    expect(kills).toBeLessThan(KILLS_MAX)
    await killAt('stream.after-commit')
  }
  await killAt('stream.before-commit')
  expect(await isMidTick()).toBe(true)
  const last = await rig.startReady(STREAM)
  await untilFolded()
  last.child.kill('SIGTERM')
  expect(await last.ended).toBe('code 0')

  expect(await redisSnapshot(redis)).toEqual(expected)
  expect(await evaluationsSince(kafka, before)).toEqual(expectedEvaluations)
}, 300_000)

test('an owner that was overtaken can neither write nor trim, and its successor is not disturbed', async () => {
  const customer = tokenOf(CUSTOMERS + 1)
  const late = rig.start('tests/stream/late-owner.ts', { LATE_CUSTOMER: customer })
  await eventually('the claim', async () => late.output().includes('claimed at'))
  const successor = await rig.startReady(STREAM)
  await eventually(
    'the successor to claim',
    async () => Number(await redis.get('{0}:generation')) > claimed(late.output()),
  )
  const stood = await redisSnapshot(redis)
  late.child.stdin?.write('go on\n')
  await late.ended
  expect(late.output()).toContain('late commit: not-owner')
  expect(late.output()).toContain('late trim: false')
  expect(await redisSnapshot(redis)).toEqual(stood)
  expect(await redis.exists(`{0}:state:${customer}`)).toBe(0)
  successor.child.kill('SIGTERM')
  expect(await successor.ended).toBe('code 0')
}, 120_000)

/** Sends records and lets a stream worker fold them. */
async function foldMore(records: OutgoingRecord[], more?: Record<string, string>): Promise<void> {
  const producer = await openProducer(kafka)
  const worker = await rig.startReady(STREAM, more)
  await producer.send(topics.bankEvents, records)
  await producer.close()
  await untilFolded()
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe('code 0')
}

/** How many records of each customer a topic holds. */
async function recordsOn(topic: Topic): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  await readRange(kafka, topic, new Map(), ({ key }) => {
    const customer = key?.toString() ?? ''
    found.set(customer, (found.get(customer) ?? 0) + 1)
  })
  return found
}

const ERASED = tokenOf(7)

test('the topics are written anew without an erased customer, and every reader goes on where it stood', async () => {
  const erased = { kind: 'erased', id: 'erased-7', at: '2026-03-02T04:00:00Z' }
  await foldMore([{ key: ERASED, value: JSON.stringify(erased) }])
  expect((await recordsOn(topics.bankEvents)).get(ERASED)).toBe(3)
  expect((await recordsOn(topics.evaluations)).get(ERASED)).toBeGreaterThan(0)
  await readAll()
  const before = await redisSnapshot(redis)
  const neighbour = (await recordsOn(topics.bankEvents)).get(tokenOf(8))

  const rewrite = rig.start('commands/features-rebuild.ts', {}, ['--rewrite'])
  expect(await rewrite.ended).toBe('code 0')
  const left = await recordsOn(topics.bankEvents)
  // The erasure itself stays while something may still arrive.
  expect(left.get(ERASED)).toBe(1)
  expect(left.get(tokenOf(8))).toBe(neighbour)
  expect((await recordsOn(topics.evaluations)).has(ERASED)).toBe(false)
  expect(statesOf(await redisSnapshot(redis))).toEqual(statesOf(before))
  for (const topic of customerTopics)
    for (const group of groupsOf[topic] ?? []) expect(await groupLag(admin, group, topic)).toBe(0)
}, 180_000)

test('a slow Redis slows the stream down: little is under way, nothing is lost, and nothing counted twice', async () => {
  const { transactions } = await streamTotals(redis, PARTITIONS)
  const slow = await openSlowRedis(rig.environment['REDIS_URL'] ?? '', SLOW_MS)
  const records = Array.from({ length: MANY }, (_, index) => ({
    key: tokenOf(8 + (index % (CUSTOMERS - 8))),
    value: JSON.stringify(payment(`slow-${index}`, '2026-03-02T03:40:00Z', 1000)),
  }))
  await foldMore(records, { REDIS_URL: slow.url })
  await slow.close()
  expect((await streamTotals(redis, PARTITIONS)).transactions).toBe(transactions + MANY)
  expect(slow.mostWaiting()).toBeLessThan(UNDER_WAY_MAX)
}, 180_000)

test('what a rewrite has left builds the same states', async () => {
  const before = statesOf(await redisSnapshot(redis))
  expect(await rig.start('commands/features-rebuild.ts').ended).toBe('code 0')
  expect(statesOf(await redisSnapshot(redis))).toEqual(before)
}, 180_000)

/** As if every other reader had come to the end. */
async function readAll(): Promise<void> {
  for (const topic of customerTopics) {
    const ends = await endOffsets(admin, topic)
    const partitions = [...ends].map(([partition, offset]) => ({ partition, offset: String(offset) }))
    for (const groupId of groupsOf[topic] ?? []) await admin.setOffsets({ groupId, topic, partitions })
  }
}

const statesOf = (snapshot: Record<string, unknown>): [string, unknown][] =>
  Object.entries(snapshot).filter(([key]) => key.includes(':state:') || key.endsWith(':customers'))

const claimed = (output: string): number => Number(/generation (\d+)/.exec(output)?.[1])

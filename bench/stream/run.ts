import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { openKafka } from '../../stores/kafka/client.ts'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { keepPartitionCount } from '../../stores/redis/partition-count.ts'
import { streamPositions, streamTotals } from '../../stores/redis/stream-totals.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'
import type { Components } from '../kit/components.ts'
import { startProgram, type Program } from '../kit/program.ts'
import { round, watchUsage, type Usage } from '../kit/usage.ts'

export const PARTITIONS = 32
const LOOK_EVERY_MS = 50
const STATES_SAMPLED = 2000

export type Run = { perS: number; seconds: number; usage: Record<string, Usage> }
export type StreamRun = Run & {
  evaluations: number
  /** From the last commit until the last evaluation was on its topic. */
  drained_ms: number
  stateBytes: number
  redisBytesACustomer: number
}

/** (a): reads and parses the topic with the same client, by a Node that is started like the worker's. */
export async function runReader({ environment, pids }: Components, events: number): Promise<Run> {
  const program = startProgram('bench/stream/reader.ts', { ...environment, BENCH_EVENTS: String(events) })
  const usage = watchUsage({ reader: program.pid, ...brokersOf(pids) })
  const { took_ms } = await program.said<{ took_ms: number }>('read')
  const used = usage()
  await program.stop()
  return { perS: rate(events, took_ms), seconds: round(took_ms / 1000, 2), usage: used }
}

/** (b), (c), (d): folds the topic from its start with empty state, until all is committed and published. */
export async function runWorkers(
  components: Components,
  { events, workers, scores }: { events: number; workers: number; scores: boolean },
): Promise<StreamRun> {
  const { environment, pids } = components
  const redis = await openRedis(environment['REDIS_URL'] ?? '', () => undefined)
  await startAnew(redis, environment)
  const memoryBefore = await usedMemory(redis)
  const programs = await startWorkers(environment, workers, scores)
  const named = Object.fromEntries(programs.map(({ pid }, index) => [`worker ${index + 1}`, pid]))
  const usage = watchUsage({ ...named, redis: pids['redis'] ?? 0, ...brokersOf(pids) })
  const began_ms = Date.now()
  for (const program of programs) program.tell({ kind: 'go' })
  const committed_ms = await untilFolded(redis, events)
  const took_ms = committed_ms - began_ms
  await untilPublished(redis)
  const drained_ms = Date.now() - committed_ms
  const used = usage()
  await Promise.all(programs.map((program) => program.stop()))
  const totals = await streamTotals(redis, PARTITIONS)
  const sizes = await stateSizes(redis)
  const memory = (await usedMemory(redis)) - memoryBefore
  redis.disconnect()
  return {
    perS: rate(events, took_ms),
    seconds: round(took_ms / 1000, 2),
    usage: used,
    evaluations: totals.evaluations,
    drained_ms,
    stateBytes: Math.round(sizes),
    redisBytesACustomer: Math.round(memory / totals.customers),
  }
}

const rate = (events: number, took_ms: number): number => Math.round((events * 1000) / took_ms)
const brokersOf = (pids: Record<string, number>) => ({ kafka: pids['kafka'] ?? 0 })

async function startAnew(redis: Redis, environment: Record<string, string>): Promise<void> {
  await redis.flushall()
  await keepPartitionCount(redis, PARTITIONS)
  const admin = openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench').admin()
  await admin.connect()
  const { groups } = await admin.listGroups()
  const groupId = consumerGroups.stream
  if (groups.some((group) => group.groupId === groupId)) await admin.deleteGroups([groupId])
  await admin.disconnect()
}

/** Starts them and waits until each has its share of the partitions. */
async function startWorkers(
  environment: Record<string, string>,
  workers: number,
  scores: boolean,
): Promise<Program[]> {
  const more: Record<string, string> = scores ? { BENCH_SCORES: '1' } : {}
  const programs: Program[] = []
  const assigned = async (program: Program, share: number): Promise<void> => {
    for (;;) {
      const { partitions } = await program.said<{ partitions: number }>('assigned')
      if (partitions === share) return
    }
  }
  for (let worker = 1; worker <= workers; worker++) {
    const program = startProgram('bench/stream/worker.ts', { ...environment, ...more })
    programs.push(program)
    await Promise.all(programs.map((one) => assigned(one, PARTITIONS / worker)))
  }
  return programs
}

/** The time when the last commit was seen. */
async function untilFolded(redis: Redis, events: number): Promise<number> {
  for (;;) {
    const positions = await streamPositions(redis, PARTITIONS)
    const folded = positions.reduce((sum, { offset }) => sum + offset, 0)
    if (folded >= events) return Date.now()
    await sleep(LOOK_EVERY_MS)
  }
}

async function untilPublished(redis: Redis): Promise<void> {
  while ((await streamPositions(redis, PARTITIONS)).some(({ waiting }) => waiting > 0))
    await sleep(LOOK_EVERY_MS)
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0)
}

/** Mean length of some states. */
async function stateSizes(redis: Redis): Promise<number> {
  const tokens = await redis.zrange('{0}:customers', '0', String(STATES_SAMPLED - 1))
  const lengths = await Promise.all(tokens.map((token) => redis.strlen(`{0}:state:${token}`)))
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
}

/** How many records the topic holds. */
export async function topicLength(environment: Record<string, string>): Promise<number> {
  const admin = openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench').admin()
  await admin.connect()
  const ends = await endOffsets(admin, topics.bankEvents)
  await admin.disconnect()
  return [...ends.values()].reduce((sum, end) => sum + end, 0)
}

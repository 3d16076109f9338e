import type { Admin } from 'kafkajs'
import type { Redis } from 'ioredis'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { readPartitionCount } from '../../stores/redis/partition-count.ts'
import { streamPositions } from '../../stores/redis/stream-totals.ts'
import type { Temporal } from '../../stores/temporal/client.ts'
import type { Component, WorkerState } from '../contract/status.ts'
import { sharedFor } from './shared.ts'
import { pollersOf, readersOf } from './workers-running.ts'

export type Probes = {
  components: () => Promise<Component[]>
  /** The product's own workers; empty for a part that cannot be asked now. */
  workers: () => Promise<WorkerState[]>
  /** Bank events on Kafka that no state has folded yet; null while Kafka or Redis does not answer. */
  streamLag: () => Promise<number | null>
}

const PROBE_MAX_MS = 2_000
/** Who runs changes seldom, and asking takes several requests. */
const WORKERS_SHARED_MS = 5_000

type ProbeDeps = { database: Database; redis: Redis; kafka: Admin; temporal: Temporal }

export function openProbes({ database, redis, kafka, temporal }: ProbeDeps): Probes {
  const questions: Record<Component['name'], () => Promise<unknown>> = {
    postgres: () => database.query('select 1'),
    redis: () => redis.ping(),
    kafka: () => kafka.describeCluster(),
    temporal: () => temporal.connection.workflowService.getSystemInfo({}),
  }
  return {
    components: () =>
      Promise.all(Object.entries(questions).map(([name, ask]) => probe(name as Component['name'], ask))),
    workers: sharedFor(WORKERS_SHARED_MS, async () => {
      const asked = [within(readersOf(kafka)), within(pollersOf(temporal))]
      const answers = await Promise.all(asked.map((it) => it.catch(() => [])))
      return answers.flat()
    }),
    streamLag: () => within(streamLag(kafka, redis)).catch(() => null),
  }
}

async function probe(name: Component['name'], ask: () => Promise<unknown>): Promise<Component> {
  const began_ms = performance.now()
  try {
    await within(ask())
    return { name, healthy: true, latency_ms: Math.round(performance.now() - began_ms), reason: null }
  } catch {
    return { name, healthy: false, latency_ms: null, reason: `no answer within ${PROBE_MAX_MS / 1000} s` }
  }
}

async function streamLag(kafka: Admin, redis: Redis): Promise<number> {
  const partitions = await readPartitionCount(redis)
  const [ends, positions] = await Promise.all([
    endOffsets(kafka, topics.bankEvents),
    streamPositions(redis, partitions),
  ])
  return positions.reduce(
    (lag, { offset }, partition) => lag + Math.max(0, (ends.get(partition) ?? 0) - offset),
    0,
  )
}

/** What takes longer than a probe may is a failure. */
export async function within<T>(work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(PROBE_MAX_MS)
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => late.addEventListener('abort', () => reject(new Error('late')))),
  ])
}

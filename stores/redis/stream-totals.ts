import type { Redis } from 'ioredis'
import { partitionKeys } from './keys.ts'
import type { StreamCounts } from './state-store.ts'

export type StreamTotals = StreamCounts & { customers: number }

/** What the stream has counted since its state began, over all partitions; exact, since each commit counts itself. */
export async function streamTotals(redis: Redis, partitions: number): Promise<StreamTotals> {
  const parts = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const keys = partitionKeys(partition)
      const [counts, customers] = await Promise.all([redis.hgetall(keys.counts), redis.zcard(keys.customers)])
      return { counts, customers }
    }),
  )
  const sum = (name: keyof StreamCounts): number =>
    parts.reduce((total, { counts }) => total + Number(counts[name] ?? 0), 0)
  return {
    transactions: sum('transactions'),
    duplicates: sum('duplicates'),
    rejected: sum('rejected'),
    evaluations: sum('evaluations'),
    customers: parts.reduce((total, { customers }) => total + customers, 0),
  }
}

/** The next offset of each partition, and how many records wait in its outbox. */
export async function streamPositions(
  redis: Redis,
  partitions: number,
): Promise<{ offset: number; waiting: number }[]> {
  return Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const keys = partitionKeys(partition)
      const [offset, waiting] = await Promise.all([redis.get(keys.offset), redis.llen(keys.outbox)])
      return { offset: Number(offset ?? 0), waiting }
    }),
  )
}

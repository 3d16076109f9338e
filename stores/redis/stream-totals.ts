import type { Redis } from 'ioredis'
import { partitionKeys } from './keys.ts'
import type { StreamCounts } from './position.ts'
import { readStanding } from './standing.ts'

export type StreamTotals = StreamCounts & { customers: number }

const ofEach = <T>(partitions: number, read: (partition: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: partitions }, (_, partition) => read(partition)))

/** What the stream has counted since its state began, over all partitions; exact, since each commit counts itself. */
export async function streamTotals(redis: Redis, partitions: number): Promise<StreamTotals> {
  const parts = await ofEach(partitions, async (partition) => ({
    ...(await readStanding(redis, partition)).counts,
    customers: await redis.zcard(partitionKeys(partition).customers),
  }))
  const sum = (name: keyof StreamTotals): number => parts.reduce((total, part) => total + part[name], 0)
  return {
    transactions: sum('transactions'),
    duplicates: sum('duplicates'),
    rejected: sum('rejected'),
    evaluations: sum('evaluations'),
    customers: sum('customers'),
  }
}

/** The next offset of each partition, and how many records wait in its outbox. */
export const streamPositions = (
  redis: Redis,
  partitions: number,
): Promise<{ offset: number; waiting: number }[]> =>
  ofEach(partitions, (partition) => readStanding(redis, partition))

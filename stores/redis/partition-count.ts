import type { Redis } from 'ioredis'
import { ServiceError } from '../../domain/errors.ts'

const KEY = 'equilibrate:partitions'

/** Keeps the number of partitions for ever, the first time; @throws corrupt | partition-count when another one is kept. */
export async function keepPartitionCount(redis: Redis, partitions: number): Promise<void> {
  await redis.setnx(KEY, String(partitions))
  const kept = await readPartitionCount(redis)
  if (kept === partitions) return
  throw new ServiceError(
    'corrupt',
    'partition-count',
    `EQUILIBRATE_PARTITIONS is ${partitions}, but the state in Redis was made for ${kept}.`,
    { kept, asked: partitions },
  )
}

/** Whether Redis was ever prepared: one that was, and is not any more, has lost everything. */
export const hasPartitionCount = async (redis: Redis): Promise<boolean> => (await redis.exists(KEY)) === 1

/** For who builds all state anew. */
export const replacePartitionCount = async (redis: Redis, partitions: number): Promise<void> =>
  void (await redis.set(KEY, String(partitions)))

/** @throws unavailable | not-prepared */
export async function readPartitionCount(redis: Redis): Promise<number> {
  const kept = await redis.get(KEY)
  if (kept) return Number(kept)
  throw new ServiceError(
    'unavailable',
    'not-prepared',
    'Redis names no partition count. Where it has lost its state: npm run features:rebuild.',
  )
}

import type { Redis } from 'ioredis'
import { ServiceError } from '../../domain/errors.ts'
import { partitionKeys } from './keys.ts'

const MARK = 'equilibrate:rewrite'

/** By topic, then by partition. */
export type TopicOffsets = Record<string, Record<number, number>>

/** How far the topics are rewritten. Kept until it is through, so that a command that was cut off can go on. */
export type RewriteMark = {
  /** What every copy of this attempt carries. */
  id: string
  /** Attempts that were cut off: their copies are no records. */
  abandoned: string[]
  /** Where every reader stood when the first attempt began. */
  stood: TopicOffsets
  /** Once everything is copied: where readers go on, from where on the topics are kept, and of whom nothing is left. */
  copied: { resume: TopicOffsets; keptFrom: TopicOffsets; gone: string[] } | null
}

export async function readRewrite(redis: Redis): Promise<RewriteMark | null> {
  const text = await redis.get(MARK)
  return text === null ? null : (JSON.parse(text) as RewriteMark)
}

export const writeRewrite = async (redis: Redis, mark: RewriteMark): Promise<void> =>
  void (await redis.set(MARK, JSON.stringify(mark)))

export const endRewrite = async (redis: Redis): Promise<void> => void (await redis.del(MARK))

/** @throws unavailable | rewriting: the topics are half rewritten, and nobody may read or write them */
export async function requireNoRewrite(redis: Redis): Promise<void> {
  if ((await redis.exists(MARK)) === 0) return
  throw new ServiceError(
    'unavailable',
    'rewriting',
    'The topics are being rewritten, or were left half rewritten: npm run features:rebuild -- --rewrite ends it.',
  )
}

/** Drops customers and their states. Nobody owns the partition meanwhile. */
export async function dropStates(
  redis: Redis,
  partition: number,
  customers: readonly string[],
): Promise<void> {
  if (customers.length === 0) return
  const keys = partitionKeys(partition)
  await redis.unlink(...customers.map(keys.state))
  await redis.zrem(keys.customers, ...customers)
}

import type { Redis } from 'ioredis'
import { partitionKeys } from './keys.ts'
import { decodeStanding, encodeStanding } from './position.ts'

const MARK = 'equilibrate:rebuild'
const WANTED = 'wanted'
const BEGUN = 'begun'
const SCANNED_AT_ONCE = 1000

/** Whether the state is being built anew, or was left half built: then only the rebuild writes it. */
export const isRebuilding = async (redis: Redis): Promise<boolean> => (await redis.exists(MARK)) === 1

/** From now on stream workers stand aside until `endRebuild`. */
export const wantRebuild = async (redis: Redis): Promise<void> => void (await redis.setnx(MARK, WANTED))

/** Whether a rebuild has already forgotten the old state, so that it can go on where it stands. */
export const isRebuildBegun = async (redis: Redis): Promise<boolean> => (await redis.get(MARK)) === BEGUN

export const beginRebuild = async (redis: Redis): Promise<void> => void (await redis.set(MARK, BEGUN))

export const endRebuild = async (redis: Redis): Promise<void> => void (await redis.del(MARK))

/** Forgets all that the stream keeps of every partition. */
export async function clearPartitions(redis: Redis): Promise<void> {
  let cursor = '0'
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', '{*}:*', 'COUNT', SCANNED_AT_ONCE)
    if (keys.length > 0) await redis.unlink(...keys)
    cursor = next
  } while (cursor !== '0')
}

/** Where a partition begins: the first record that is still there, and how many evaluations it has given before. */
export async function setStart(
  redis: Redis,
  partition: number,
  { offset, evaluations }: { offset: number; evaluations: number },
): Promise<void> {
  const start = decodeStanding(null)
  const counts = { ...start.counts, evaluations }
  await redis.set(partitionKeys(partition).position, encodeStanding({ ...start, offset, counts }))
}

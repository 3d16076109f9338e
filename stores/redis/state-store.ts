import type { Redis } from 'ioredis'
import { claimScript, commitScript, trimScript } from './commit-script.ts'
import { partitionKeys } from './keys.ts'
import { readPartitionCount } from './partition-count.ts'
import { decodeEntry, encodeEntry, type OutboxRecord } from './outbox-record.ts'

/** Where a partition stands: the next offset, and how far the tick at that offset has come (empty: none under way). */
export type Position = { offset: number; tick: string }

/** A partition as its owner took it. Only the newest generation may write. */
export type Claim = Position & { partition: number; generation: number }

/** What happened in one batch, by name; added up for ever. */
export type StreamCounts = { transactions: number; duplicates: number; rejected: number; evaluations: number }

export type Commit = {
  from: Position
  to: Position
  /** Encoded state by customer token. */
  states: ReadonlyMap<string, Buffer>
  outbox: readonly OutboxRecord[]
  counts: Partial<StreamCounts>
}

/** `not-owner`: another process claimed the partition later. `elsewhere`: the partition does not stand at `from`. */
export type CommitResult = 'committed' | 'not-owner' | 'elsewhere'

export type StateStore = ReturnType<typeof openStateStore>

/** The stream's state in Redis: each partition consistent with itself after any crash. */
export const openStateStore = (redis: Redis) => ({
  /** Takes the partition from whoever had it. @throws unavailable | not-prepared where Redis has lost everything */
  claim: async (partition: number): Promise<Claim> => {
    await readPartitionCount(redis)
    const keys = partitionKeys(partition)
    const reply = await claimScript(redis, [keys.generation, keys.offset, keys.tick], [])
    const [generation, offset, tick] = reply as [string, string, string]
    return { partition, generation: Number(generation), offset: Number(offset), tick }
  },

  /** Writes states, position, counts and outbox at once, or nothing at all. */
  commit: async (claim: Claim, commit: Commit): Promise<CommitResult> => {
    const keys = partitionKeys(claim.partition)
    const { generation, offset, tick, customers, counts, outbox } = keys
    const stateKeys = [...commit.states.keys()].map((customer) => keys.state(customer))
    const result = await commitScript(
      redis,
      [generation, offset, tick, customers, counts, outbox, ...stateKeys],
      commitArguments(claim, commit),
    )
    return result as CommitResult
  },

  /** The encoded states of the customers, null where one has none. */
  states: async (partition: number, customers: readonly string[]): Promise<(Buffer | null)[]> => {
    if (customers.length === 0) return []
    const keys = partitionKeys(partition)
    return redis.mgetBuffer(customers.map((customer) => keys.state(customer)))
  },

  /** The next customers of the partition after one of them (empty: from the start), in the order of their tokens. */
  customersAfter: (partition: number, after: string, limit: number): Promise<string[]> =>
    redis.zrange(
      partitionKeys(partition).customers,
      after === '' ? '-' : `(${after}`,
      '+',
      'BYLEX',
      'LIMIT',
      0,
      limit,
    ),

  /** The oldest entries that are not yet on their topic. */
  outboxHead: async (partition: number, limit: number): Promise<OutboxRecord[]> => {
    const entries = await redis.lrange(partitionKeys(partition).outbox, 0, limit - 1)
    return entries.map(decodeEntry)
  },

  outboxLength: (partition: number): Promise<number> => redis.llen(partitionKeys(partition).outbox),

  /** Drops the oldest `count` entries; false where another owner has taken over. */
  trimOutbox: async ({ partition, generation }: Claim, count: number): Promise<boolean> => {
    const keys = partitionKeys(partition)
    return (await trimScript(redis, [keys.generation, keys.outbox], [generation, count])) === 1
  },
})

function commitArguments({ generation }: Claim, { from, to, states, outbox, counts }: Commit) {
  const named = Object.entries(counts).filter(([, count]) => count > 0)
  return [
    ...[generation, from.offset, from.tick, to.offset, to.tick],
    ...[named.length, ...named.flat()],
    ...[outbox.length, ...outbox.map(encodeEntry)],
    ...[...states].flat(),
  ]
}

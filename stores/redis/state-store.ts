import type { Redis } from 'ioredis'
import { claimScript, commitScript, trimScript } from './commit-script.ts'
import { partitionKeys } from './keys.ts'
import { decodePage, pagesOf, type OutboxRecord } from './outbox-record.ts'
import { readPartitionCount } from './partition-count.ts'
import {
  decodeStanding,
  encodeStanding,
  type Position,
  type Standing,
  type StreamCounts,
} from './position.ts'
import { readStanding } from './standing.ts'

/** A partition as its owner took it, and as its own commits have moved it since. Only the newest generation may write. */
export type Claim = Standing & {
  partition: number
  generation: number
  /** The position as Redis holds it. */
  position: string
  /** The oldest page of the outbox that is not yet on its topics. */
  firstPage: number
  /** Records of the outbox that are not yet on their topics. */
  waiting: number
}

export type Commit = {
  to: Position
  /** Encoded state by customer token. */
  states: ReadonlyMap<string, Buffer>
  /** Those of them that have no state yet. */
  newcomers: readonly string[]
  outbox: readonly OutboxRecord[]
  counts: Partial<StreamCounts>
}

/** `not-owner`: another process claimed the partition later. `elsewhere`: the partition does not stand where the claim does. */
export type CommitResult = 'committed' | 'not-owner' | 'elsewhere'

/** What waits at the head of an outbox. */
export type OutboxHead = { pages: number; records: OutboxRecord[] }

export type StateStore = ReturnType<typeof openStateStore>

/** Pages that are read at a time: many on a live stream hold one record, those of a bulk load are full. */
const PAGES_AT_ONCE = 8

/** The stream's state in Redis: each partition consistent with itself after any crash. */
export const openStateStore = (redis: Redis) => ({
  /** Takes the partition from whoever had it. @throws unavailable | not-prepared where Redis has lost everything */
  claim: async (partition: number): Promise<Claim> => {
    await readPartitionCount(redis)
    const keys = partitionKeys(partition)
    const reply = await claimScript(redis, [keys.generation, keys.position], [keys.outbox])
    const [generation, position, firstPage] = reply as [string, string, number]
    const { waiting } = await readStanding(redis, partition)
    return {
      ...decodeStanding(position),
      partition,
      generation: Number(generation),
      position,
      firstPage,
      waiting,
    }
  },

  /** Writes states, position, counts and outbox at once, or nothing at all; the claim moves with what was written. */
  commit: async (claim: Claim, commit: Commit): Promise<CommitResult> => {
    const keys = partitionKeys(claim.partition)
    const pages = pagesOf(commit.outbox)
    const to = standingAfter(claim, commit, pages.length)
    const moved = encodeStanding(to)
    const stateKeys = [...commit.states.keys()].map(keys.state)
    // Sent before the commit: a name too many in this list does no harm, while who is missing in it would miss the ticks.
    const listed = listCustomers(redis, keys.customers, commit.newcomers)
    const [result] = await Promise.all([
      commitScript(
        redis,
        [
          ...[keys.generation, keys.position],
          ...pageKeys(claim.partition, claim.pages, pages.length),
          ...stateKeys,
        ],
        [claim.generation, claim.position, moved, ...pages, ...commit.states.values()],
      ),
      listed,
    ])
    if (result === 'committed') {
      Object.assign(claim, to, { position: moved })
      claim.waiting += commit.outbox.length
    }
    return result as CommitResult
  },

  /** The encoded states of the customers, null where one has none. */
  states: async (partition: number, customers: readonly string[]): Promise<(Buffer | null)[]> => {
    if (customers.length === 0) return []
    return redis.mgetBuffer(customers.map(partitionKeys(partition).state))
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

  /** The oldest records that are not yet on their topics, as whole pages. */
  outboxHead: async ({ partition, pages, firstPage }: Claim): Promise<OutboxHead> => {
    const count = Math.min(pages - firstPage, PAGES_AT_ONCE)
    if (count <= 0) return { pages: 0, records: [] }
    const found = await redis.mget(pageKeys(partition, firstPage, count))
    return { pages: count, records: found.flatMap((page) => (page === null ? [] : decodePage(page))) }
  },

  /** Drops what was at the head; false where another owner has taken over. */
  trimOutbox: async (claim: Claim, { pages, records }: OutboxHead): Promise<boolean> => {
    const { partition, generation, firstPage } = claim
    const keys = [partitionKeys(partition).generation, ...pageKeys(partition, firstPage, pages)]
    const isTrimmed = (await trimScript(redis, keys, [generation])) === 1
    if (isTrimmed) {
      claim.firstPage += pages
      claim.waiting -= records.length
    }
    return isTrimmed
  },
})

const pageKeys = (partition: number, first: number, count: number): string[] =>
  Array.from({ length: count }, (_, page) => `${partitionKeys(partition).outbox}${first + page}`)

function standingAfter(claim: Claim, { to, counts }: Commit, pages: number): Standing {
  const sum = (name: keyof StreamCounts): number => claim.counts[name] + (counts[name] ?? 0)
  return {
    ...to,
    counts: {
      transactions: sum('transactions'),
      duplicates: sum('duplicates'),
      rejected: sum('rejected'),
      evaluations: sum('evaluations'),
    },
    pages: claim.pages + pages,
  }
}

const listCustomers = async (redis: Redis, key: string, customers: readonly string[]): Promise<void> => {
  if (customers.length > 0) await redis.zadd(key, ...customers.flatMap((customer) => [0, customer]))
}

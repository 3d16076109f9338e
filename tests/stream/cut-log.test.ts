import { cpSync, mkdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPartitionCount } from '../../stores/redis/partition-count.ts'
import { openStateStore, type Commit } from '../../stores/redis/state-store.ts'
import { readStanding } from '../../stores/redis/standing.ts'
import { removeHome, temporaryHome } from '../harness/instance.ts'
import { tokenOf } from './facts.ts'
import { newestLogIn, startRedis } from './own-redis.ts'

const CUTS = 6
const customers = [tokenOf(1), tokenOf(2), tokenOf(3)]
const folder = temporaryHome()
const original = join(folder, 'original')
/** How long the append-only file was after the first commit, and after the second. */
let first = 0
let second = 0

/** A commit up to an offset that changes these customers; a state says which offset it is of. */
const upTo = (offset: number, events: number, changed: readonly string[]): Commit => ({
  to: { offset, tick: '' },
  states: new Map(changed.map((customer) => [customer, stateAt(offset)])),
  newcomers: changed,
  outbox: changed.map((key) => ({ topic: 'evaluations', key, value: `{"at":${offset}}` })),
  counts: { transactions: events },
})
const stateAt = (offset: number): Buffer => Buffer.from(String(offset).padEnd(500))

async function commit(redis: Redis, partition: number, one: Commit): Promise<void> {
  const store = openStateStore(redis)
  expect(await store.commit(await store.claim(partition), one)).toBe('committed')
}

async function found(redis: Redis): Promise<unknown> {
  const { offset, counts, waiting } = await readStanding(redis, 0)
  const states = await openStateStore(redis).states(0, customers)
  const stateOffsets = states.map((state) => (state ? Number(state.toString()) : null))
  return { offset, transactions: counts.transactions, waiting, states: stateOffsets }
}

beforeAll(async () => {
  mkdirSync(original)
  const { redis, kill } = await startRedis(original)
  await keepPartitionCount(redis, 2)
  await commit(redis, 0, upTo(10, 10, customers.slice(0, 2)))
  first = statSync(newestLogIn(original)).size
  await commit(redis, 0, upTo(17, 7, customers))
  second = statSync(newestLogIn(original)).size
  await kill()
})
afterAll(() => removeHome(folder))

const cuts = Array.from({ length: CUTS }, (_, cut) => (cut + 1) / (CUTS + 1))

test.concurrent.each(cuts)(
  'an append-only file cut inside of a commit (%f) holds nothing of it, at no later start either',
  async (share) => {
    const copy = join(folder, `cut-${share}`)
    cpSync(original, copy, { recursive: true })
    truncateSync(newestLogIn(copy), Math.floor(first + (second - first) * share))
    const before = { offset: 10, transactions: 10, waiting: 2, states: [10, 10, null] }
    const half = { offset: 13, transactions: 13, waiting: 3, states: [13, 10, null] }
    const whole = { offset: 17, transactions: 17, waiting: 6, states: [17, 17, 17] }
    const once = async (expected: object, more?: (redis: Redis) => Promise<void>): Promise<void> => {
      const { redis, kill } = await startRedis(copy)
      expect(await found(redis)).toEqual(expected)
      await more?.(redis)
      await kill()
    }

    await once(before, (redis) => commit(redis, 1, upTo(4, 4, [tokenOf(4)])))
    await once(before, (redis) => commit(redis, 0, upTo(13, 3, customers.slice(0, 1))))
    await once(half, (redis) => commit(redis, 0, upTo(17, 4, customers)))
    await once(whole)
  },
)

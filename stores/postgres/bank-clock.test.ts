import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { ClockSegment } from '../../domain/bank-time.ts'
import type { Database, Queryable } from './database.ts'
import { moveClock, requireHonestClock, requireIdentityInProduction, watchClock } from './bank-clock.ts'

const segment: ClockSegment = { wallFrom_ms: 1_000, bankFrom_ms: 2_000, speed: 72 }
const holding = (...rows: ClockSegment[]) =>
  ({ query: () => Promise.resolve({ rows }) }) as unknown as Queryable

test('production refuses a clock that is not the wall’s, development takes any', () => {
  expect(() => requireIdentityInProduction([segment], 'production')).toThrow('bank time is wall time')
  expect(() => requireIdentityInProduction([], 'production')).not.toThrow()
  expect(() => requireIdentityInProduction([segment], 'development')).not.toThrow()
})

test('a process does not start in production on a database whose clock was set', async () => {
  const refusal = { code: 'refused', reason: 'false-bank-time' }
  await expect(requireHonestClock(holding(segment), 'production')).rejects.toMatchObject(refusal)
  const watched = watchClock(holding(segment) as Database, 'production', () => undefined)
  await expect(watched).rejects.toMatchObject(refusal)
  await requireHonestClock(holding(), 'production')
  await requireHonestClock(holding(segment), 'development')
})

test('a mover that waited for another begins its segment when its turn has come', async () => {
  let gotLock_ms = Infinity
  const client = {
    query: async (text: string) => {
      if (text.includes('pg_advisory_xact_lock')) {
        await sleep(LOCK_WAIT_MS)
        gotLock_ms = Date.now()
      }
      return { rows: [] }
    },
  } as unknown as Queryable
  const after = await moveClock(client, (_map, wallFrom_ms) => ({ ...segment, wallFrom_ms }))
  expect(after[0]?.wallFrom_ms).toBeGreaterThanOrEqual(gotLock_ms)
  expect(await moveClock(client, () => null)).toEqual([])
})
const LOCK_WAIT_MS = 20

test('those who ask for the clock at the same time share one reading, and who asks for a later one gets a new one', async () => {
  let readings = 0
  const listener = { on: () => undefined, query: async () => undefined, end: async () => undefined }
  const db = {
    query: async () => ({ rows: [] }),
    listen: async () => listener,
    transaction: async () => {
      readings++
      await sleep(LOCK_WAIT_MS)
      return []
    },
  } as unknown as Database
  const clock = await watchClock(db, 'development', () => undefined)
  const stored_ms = Date.now() - 1
  await clock.asOf(stored_ms)
  const atTheStart = readings
  await sleep(LOCK_WAIT_MS)
  const later_ms = Date.now() - 1
  await Promise.all([clock.asOf(later_ms), clock.asOf(later_ms), clock.asOf(later_ms)])
  expect(readings).toBe(atTheStart + 1)
  await clock.asOf(Date.now())
  expect(readings).toBe(atTheStart + 2)
  await clock.close()
})

test('a clock whose database was away stays as it was, and is listened to again once it is back', async () => {
  vi.useFakeTimers()
  const lost: (() => void)[] = []
  let isAway = false
  let rows: ClockSegment[] = [segment]
  const away = () => (isAway ? Promise.reject(new Error('the connection is refused')) : undefined)
  const listener = {
    on: (event: string, heard: () => void) => void (event === 'error' && lost.push(heard)),
    query: async () => undefined,
    end: async () => undefined,
  }
  const db = {
    query: async () => ({ rows }),
    listen: async () => (await away()) ?? listener,
    transaction: async (work: (client: unknown) => unknown) =>
      (await away()) ?? work({ query: async () => ({ rows }) }),
  } as unknown as Database
  const clock = await watchClock(db, 'development', () => expect.unreachable())
  isAway = true
  lost[0]?.()
  await vi.advanceTimersByTimeAsync(POLLED_WITHIN_MS)
  expect(clock.current()).toEqual([segment])
  rows = [segment, { ...segment, wallFrom_ms: 2_000 }]
  isAway = false
  await vi.advanceTimersByTimeAsync(POLLED_WITHIN_MS)
  expect(clock.current()).toHaveLength(2)
  expect(lost).toHaveLength(2)
  await clock.close()
  vi.useRealTimers()
})
const POLLED_WITHIN_MS = 6_000

import { describe, expect, test } from 'vitest'
import type { ClockMap } from '../../domain/bank-time.ts'
import { dueTicks, TICK_SPREAD_MINUTES } from './ticks.ts'

const zone = 'Asia/Kolkata'
const PARTITIONS = 4
const development = { zone, mode: 'development', partitions: PARTITIONS } as const
const wall_ms = Date.parse('2026-11-01T12:00:00Z')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** 10:00 in Kolkata. */
const tenOf = (date: string): number => Date.parse(`${date}T04:30:00Z`)
const clockAt = (bankFrom_ms: number): ClockMap => [{ wallFrom_ms: wall_ms, bankFrom_ms, speed: 1 }]
const all = (date: string) => ({ date, partitions: null })

describe('the first ticks of a bank day', () => {
  test('are due at 10:00 in the bank zone, not a millisecond before, and on every partition', () => {
    const clock = clockAt(tenOf('2026-03-02') - 10)
    expect(dueTicks(clock, wall_ms + 9, null, development)).toBeNull()
    const tick = {
      kind: 'tick',
      id: 'tick:2026-03-02',
      at: '2026-03-02T04:30:00.000Z',
      date: '2026-03-02',
    }
    expect(dueTicks(clock, wall_ms + 10, null, development)).toEqual({
      date: '2026-03-02',
      from: 0,
      to: PARTITIONS,
      ticks: [tick, tick, tick, tick],
    })
  })

  test('are written once', () => {
    const clock = clockAt(tenOf('2026-03-02'))
    expect(dueTicks(clock, wall_ms, all('2026-03-02'), development)).toBeNull()
    expect(dueTicks(clock, wall_ms, { date: '2026-03-02', partitions: PARTITIONS }, development)).toBeNull()
  })

  test('after a jump are those of the newest day alone, at once', () => {
    const jumped: ClockMap = [
      ...clockAt(tenOf('2026-03-02')),
      { wallFrom_ms: wall_ms + 1000, bankFrom_ms: tenOf('2026-03-06') - 1, speed: 0 },
    ]
    const due = dueTicks(jumped, wall_ms + 1000, all('2026-03-02'), development)
    expect(due).toMatchObject({ date: '2026-03-05', from: 0, to: PARTITIONS })
  })

  test('before the first segment are none in development, and those of today in production', () => {
    expect(dueTicks([], wall_ms, null, development)).toBeNull()
    expect(dueTicks([], wall_ms, null, { ...development, mode: 'production' })?.date).toBe('2026-11-01')
  })

  test('of a day that the clock never saw are none', () => {
    expect(dueTicks(clockAt(tenOf('2026-03-02') - 1000), wall_ms, null, development)).toBeNull()
  })
})

describe('the ticks of a day that follows another', () => {
  const clock = clockAt(tenOf('2026-03-02'))
  const SLICE_MS = (TICK_SPREAD_MINUTES / PARTITIONS) * MINUTE_MS
  const nextMorning_ms = wall_ms + 24 * HOUR_MS

  test('come in slices over the day, each as of its own instant', () => {
    expect(dueTicks(clock, nextMorning_ms - 1, all('2026-03-02'), development)).toBeNull()
    const first = dueTicks(clock, nextMorning_ms, all('2026-03-02'), development)
    expect(first).toMatchObject({ from: 0, to: 1, ticks: [{ at: '2026-03-03T04:30:00.000Z' }] })
    const written = { date: '2026-03-03', partitions: 1 }
    expect(dueTicks(clock, nextMorning_ms + SLICE_MS - 1, written, development)).toBeNull()
    expect(dueTicks(clock, nextMorning_ms + SLICE_MS, written, development)).toMatchObject({
      from: 1,
      to: 2,
      ticks: [{ at: '2026-03-03T06:30:00.000Z' }],
    })
  })

  test('are all there before the spread is over', () => {
    const due = dueTicks(
      clock,
      nextMorning_ms + TICK_SPREAD_MINUTES * MINUTE_MS,
      all('2026-03-02'),
      development,
    )
    expect(due).toMatchObject({ from: 0, to: PARTITIONS })
  })

  test('that a stopped sequencer left out come in the next morning, all at once', () => {
    const partial = { date: '2026-03-03', partitions: 2 }
    const due = dueTicks(clock, nextMorning_ms + 24 * HOUR_MS, partial, development)
    expect(due).toMatchObject({ date: '2026-03-04', from: 0, to: PARTITIONS })
  })

  test('come at once where the clock is set in between: nobody waits for an hour that may never come', () => {
    const set: ClockMap = [
      ...clock,
      { wallFrom_ms: wall_ms + HOUR_MS, bankFrom_ms: tenOf('2026-03-03'), speed: 0 },
    ]
    expect(dueTicks(set, wall_ms + HOUR_MS, all('2026-03-02'), development)).toMatchObject({
      from: 0,
      to: PARTITIONS,
    })
  })
})

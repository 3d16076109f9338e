import { describe, expect, test } from 'vitest'
import type { ClockMap } from '../../domain/bank-time.ts'
import { dueTick } from './ticks.ts'

const zone = 'Asia/Kolkata'
const development = { zone, mode: 'development' } as const
const wall_ms = Date.parse('2026-11-01T12:00:00Z')
/** 10:00 in Kolkata. */
const tenOf = (date: string): number => Date.parse(`${date}T04:30:00Z`)
const clockAt = (bankFrom_ms: number): ClockMap => [{ wallFrom_ms: wall_ms, bankFrom_ms, speed: 1 }]

describe('the tick of a bank day', () => {
  test('is due at 10:00 in the bank zone, not a millisecond before', () => {
    const clock = clockAt(tenOf('2026-03-02') - 10)
    expect(dueTick(clock, wall_ms + 9, null, development)).toBeNull()
    expect(dueTick(clock, wall_ms + 10, null, development)).toEqual({
      kind: 'tick',
      id: 'tick:2026-03-02',
      at: '2026-03-02T04:30:00.000Z',
      date: '2026-03-02',
    })
  })

  test('is written once', () => {
    expect(dueTick(clockAt(tenOf('2026-03-02')), wall_ms, '2026-03-02', development)).toBeNull()
  })

  test('after a jump is the newest alone', () => {
    const jumped: ClockMap = [
      ...clockAt(tenOf('2026-03-02')),
      { wallFrom_ms: wall_ms + 1000, bankFrom_ms: tenOf('2026-03-06') - 1, speed: 1 },
    ]
    expect(dueTick(jumped, wall_ms + 1000, '2026-03-02', development)?.date).toBe('2026-03-05')
  })

  test('before the first segment is none in development, and one in production', () => {
    expect(dueTick([], wall_ms, null, development)).toBeNull()
    expect(dueTick([], wall_ms, null, { zone, mode: 'production' })?.date).toBe('2026-11-01')
  })

  test('of a day that the clock never saw is none', () => {
    expect(dueTick(clockAt(tenOf('2026-03-02') - 1000), wall_ms, null, development)).toBeNull()
  })
})

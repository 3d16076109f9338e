import { expect, test } from 'vitest'
import { DAY_MS } from '../../domain/calendar.ts'
import { streamClock } from './clock.ts'

const wall_ms = Date.parse('2026-11-01T12:00:00Z')
const bank_ms = Date.parse('1994-04-21T08:00:00Z')
const stopped = [{ wallFrom_ms: wall_ms, bankFrom_ms: bank_ms, speed: 0 }]

test('without a clock in development nothing is current, however new', () => {
  expect(streamClock([], 'development').currentFrom_ms(wall_ms)).toBe(Infinity)
})

test('in production what is at most 2 days old is current', () => {
  expect(streamClock([], 'production').currentFrom_ms(wall_ms)).toBe(wall_ms - 2 * DAY_MS)
})

test('age is counted in bank time', () => {
  const clock = streamClock(stopped, 'development')
  expect(clock.currentFrom_ms(wall_ms + 5000)).toBe(bank_ms - 2 * DAY_MS)
})

test('what the broker stored before the clock was set stays history when it is read again', () => {
  expect(streamClock(stopped, 'development').currentFrom_ms(wall_ms - 1)).toBe(Infinity)
})

import { expect, test } from 'vitest'
import { daysUntil, dueIn, localDate, relative, slaState, span, morningAfter } from './times.ts'

const HOUR_MS = 3_600_000

test('a span is said in its largest unit, below three days with the hours', () => {
  expect([0, 59_999, 60_000, HOUR_MS - 1, HOUR_MS, 52 * HOUR_MS, 80 * HOUR_MS].map(span)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '2 d 4 h',
    '3 d',
  ])
})

test('an instant ahead is "in", one behind is "ago", and ten seconds are now', () => {
  expect(relative(3 * HOUR_MS, 0)).toBe('in 3 h')
  expect(relative(0, 3 * HOUR_MS)).toBe('3 h ago')
  expect(relative(9_999, 0)).toBe('just now')
})

test('the time to decide turns from calm to soon two hours before it ends, and to late when it has', () => {
  expect(slaState(2 * HOUR_MS, 0)).toEqual({ text: '2 h left', tone: 'calm' })
  expect(slaState(2 * HOUR_MS - 1, 0)).toEqual({ text: '1 h left', tone: 'soon' })
  expect(slaState(0, 0)).toEqual({ text: '0 s late', tone: 'late' })
  expect(slaState(0, 26 * HOUR_MS)).toEqual({ text: '1 d 2 h late', tone: 'late' })
})

test('a due date counts in calendar days, across a change of the clocks too', () => {
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2)
  expect(
    ['2026-11-23', '2026-11-24', '2026-12-11', '2026-11-22', '2026-11-20'].map((d) => dueIn(d, '2026-11-23')),
  ).toEqual(['due today', 'due tomorrow', 'due in 18 days', 'due yesterday', 'due 3 days ago'])
})

test('the date of an instant is that of the bank’s zone', () => {
  expect(localDate(Date.parse('2026-11-23T19:00:00Z'), 'Asia/Kolkata')).toBe('2026-11-24')
  expect(localDate(Date.parse('2026-11-23T19:00:00Z'), 'UTC')).toBe('2026-11-23')
})

test('the morning after is ten o’clock where the bank is, summer time or not', () => {
  const at = (instant: string, days: number, zone: string) =>
    new Date(morningAfter(Date.parse(instant), days, zone)).toISOString()
  expect(at('2026-03-02T20:00:00Z', 1, 'Asia/Kolkata')).toBe('2026-03-04T04:30:00.000Z')
  expect(at('2026-03-27T12:00:00Z', 3, 'Europe/London')).toBe('2026-03-30T09:00:00.000Z')
})

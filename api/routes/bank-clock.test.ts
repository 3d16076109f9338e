import { expect, test } from 'vitest'
import { bankTimeAt, type ClockMap } from '../../domain/bank-time.ts'
import { clockOf, nextSegment } from './bank-clock.ts'

const zone = 'Asia/Kolkata'
const start_ms = Date.parse('2026-03-02T03:00:00Z') // 08:30 in Kolkata
const map: ClockMap = [{ wallFrom_ms: 1_000, bankFrom_ms: start_ms, speed: 72 }]
const iso = (bank_ms: number) => new Date(bank_ms).toISOString()

test('pausing holds bank time where it is, resuming goes on at the old speed', () => {
  const paused = [...map, nextSegment(map, { action: 'pause' }, zone, 61_000)]
  expect(iso(bankTimeAt(paused, 500_000))).toBe('2026-03-02T04:12:00.000Z')
  const resumed = [...paused, nextSegment(paused, { action: 'resume' }, zone, 500_000)]
  expect(resumed.at(-1)?.speed).toBe(72)
  expect(iso(bankTimeAt(resumed, 560_000))).toBe('2026-03-02T05:24:00.000Z')
})

test('the next morning is the next 10:00 in the bank’s zone, and the speed stays', () => {
  const today = nextSegment(map, { action: 'next-morning' }, zone, 1_000)
  expect([iso(today.bankFrom_ms), today.speed]).toEqual(['2026-03-02T04:30:00.000Z', 72])
  const tomorrow = nextSegment([...map, today], { action: 'next-morning' }, zone, 1_000)
  expect(iso(tomorrow.bankFrom_ms)).toBe('2026-03-03T04:30:00.000Z')
})

test('bank time is set freely once and never goes back after that', () => {
  expect(nextSegment([], { action: 'set', at: '2020-01-01T00:00:00Z' }, zone, Date.now()).speed).toBe(1)
  const back = () => nextSegment(map, { action: 'set', at: '2026-03-02T02:59:59Z' }, zone, 1_000)
  expect(back).toThrow('never goes back')
})

test('nobody jumps, pauses or resumes before the bank has begun its first day', () => {
  for (const action of ['pause', 'resume', 'next-morning'] as const)
    expect(() => nextSegment([], { action }, zone, 1_000)).toThrow('has not begun')
  expect(clockOf([], { bankZone: zone, mode: 'development' }).fixed).toBe(true)
  expect(clockOf(map, { bankZone: zone, mode: 'development' }).fixed).toBe(false)
})

import { expect, test } from 'vitest'
import type { ClockMap } from '../../domain/bank-time.ts'
import { beginningOf } from './beginning.ts'

const settings = { mode: 'development', bankZone: 'Asia/Kolkata' } as const
const WALL_MS = Date.parse('2026-05-01T12:00:00Z')
/** 07:00 in the bank's zone. */
const clock: ClockMap = [{ wallFrom_ms: WALL_MS, bankFrom_ms: Date.parse('2025-12-01T01:30:00Z'), speed: 72 }]
const fact = (kind: 'transaction' | 'evaluation') => ({
  kind,
  bankAt: '2025-11-30T17:00:00.000Z',
  seenAt: '2026-05-01T11:00:00.000Z',
})
const told = { map: [] as ClockMap, newest: [fact('transaction')], isTicked: false }

test('before the first event it waits for events, then for the history, then for the first morning', () => {
  expect(beginningOf({ ...told, newest: [] }, settings, WALL_MS)).toEqual({ state: 'no-events' })
  expect(beginningOf(told, settings, WALL_MS)).toEqual({
    state: 'history',
    until: '2025-11-30T17:00:00.000Z',
  })
  const firstLook = { state: 'first-look', at: '2025-12-01T04:30:00.000Z' }
  expect(beginningOf({ ...told, map: clock }, settings, WALL_MS)).toEqual(firstLook)
  // A few are looked at as something happens to them; all are in the morning.
  const some = { ...told, map: clock, newest: [fact('evaluation')] }
  expect(beginningOf(some, settings, WALL_MS)).toEqual(firstLook)
})

test('once the first morning has come, or a bank without a clock of its own is evaluated, nothing is waited for', () => {
  expect(beginningOf({ ...told, map: clock, isTicked: true }, settings, WALL_MS)).toBeNull()
  expect(beginningOf({ ...told, newest: [fact('evaluation')] }, settings, WALL_MS)).toBeNull()
})

test('a bank in production lives from its start', () => {
  const production = { ...settings, mode: 'production' } as const
  expect(beginningOf({ ...told, newest: [] }, production, WALL_MS)).toMatchObject({ state: 'first-look' })
  expect(beginningOf({ ...told, newest: [fact('evaluation')] }, production, WALL_MS)).toBeNull()
})

import { expect, test } from 'vitest'
import { DAY_MS } from '../domain/calendar.ts'
import { ERASED_KEPT_DAYS } from '../domain/erasure.ts'
import type { Transaction } from '../domain/transaction.ts'
import { foldFact, foldTick } from './fold.ts'
import { decodeState, emptyState, encodeState } from './state.ts'

const zone = 'Asia/Kolkata'
const now_ms = Date.parse('2026-03-02T06:30:00Z')
const contextAt = (brokerBankTime_ms: number) => ({ zone, brokerBankTime_ms })
const payment = (id: string, at_ms: number): Transaction => ({
  kind: 'transaction',
  id,
  at: new Date(at_ms).toISOString(),
  direction: 'debit',
  amountMinor: 100,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
})
const erased = { kind: 'erased', id: 'e', at: new Date(now_ms).toISOString() } as const

const erasedState = () => {
  const state = emptyState()
  for (let day = 0; day < 5; day++)
    foldFact(state, payment(`p${day}`, now_ms - day * 1000), contextAt(now_ms))
  expect(foldFact(state, erased, contextAt(now_ms))).toBe('folded')
  return state
}

test('an erased customer leaves nothing but a version that goes on, and two dozen bytes', () => {
  const state = erasedState()
  const { version, erased_ms, ...rest } = decodeState(encodeState(state))
  const { version: _, erased_ms: __, ...nothing } = decodeState(encodeState(emptyState()))
  expect(rest).toEqual(nothing)
  expect({ version, erased_ms }).toEqual({ version: now_ms / 1000, erased_ms: now_ms })
  expect(encodeState(state).length).toBeLessThan(48)
})

test('the erasure alone gives the same state as everything before it and the erasure', () => {
  const alone = emptyState()
  expect(foldFact(alone, erased, contextAt(now_ms))).toBe('folded')
  const ticked = emptyState()
  foldFact(ticked, payment('p', now_ms), contextAt(now_ms))
  foldTick(ticked, { kind: 'tick', id: 'tick:2026-03-01', at: erased.at, date: '2026-03-01' })
  foldFact(ticked, erased, contextAt(now_ms))
  expect(encodeState(alone)).toEqual(encodeState(ticked))
})

test('what still arrives, a tick or a second erasure change nothing', () => {
  const state = erasedState()
  const before = encodeState(state).toString('hex')
  const later_ms = now_ms + (ERASED_KEPT_DAYS - 1) * DAY_MS
  expect(foldFact(state, payment('late', now_ms - 1), contextAt(now_ms + 1))).toBe('erased')
  expect(foldFact(state, payment('next', later_ms), contextAt(later_ms))).toBe('erased')
  expect(foldFact(state, erased, contextAt(later_ms))).toBe('duplicate')
  expect(foldTick(state, { kind: 'tick', id: 'tick:2026-03-03', at: erased.at, date: '2026-03-03' })).toBe(
    'duplicate',
  )
  expect(encodeState(state).toString('hex')).toBe(before)
})

test('who comes back afterwards begins anew, with a version never used before', () => {
  const state = erasedState()
  const back_ms = now_ms + ERASED_KEPT_DAYS * DAY_MS
  expect(foldFact(state, payment('back', back_ms), contextAt(back_ms))).toBe('folded')
  expect(state.transactionsTotal).toBe(1)
  expect(state.version).toBe(now_ms / 1000 + 1)
  expect(state.erased_ms).toBe(0)
})

import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { computeFeatures } from '../compute.ts'
import { foldFact } from '../fold.ts'
import { decodeState, emptyState, encodeState, type CustomerState } from '../state.ts'
import { allDays } from './past.ts'

const zone = 'Asia/Kolkata'
const START_MS = Date.parse('2025-01-01T06:00:00Z')
const DAY_MS = 86_400_000
const context = { zone, brokerBankTime_ms: Date.parse('2030-01-01T00:00:00Z') }

const paid = (day: number): CustomerFact => ({
  kind: 'transaction',
  id: `t${day}`,
  at: new Date(START_MS + day * DAY_MS).toISOString(),
  direction: day % 30 === 0 ? 'credit' : 'debit',
  amountMinor: 1000 + day,
  currency: day % 50 === 7 ? 'EUR' : 'INR',
  channel: day % 5 === 0 ? 'atm' : 'card',
  category: day % 30 === 0 ? 'salary' : day % 5 === 0 ? 'cash_out' : 'grocery',
  balanceMinor: 100_000 - day * 100,
})

/** A life of a year, with a gap of weeks. */
const days = Array.from({ length: 360 }, (_, day) => day).filter(
  (day) => day % 3 !== 1 && (day < 200 || day > 240),
)

function live(upTo: number, afterEach: (state: CustomerState) => CustomerState): CustomerState {
  let state = emptyState()
  for (const day of days) {
    if (day > upTo) break
    foldFact(state, paid(day), context)
    state = afterEach(state)
  }
  return state
}

test.each([40, 199, 245, 359])(
  'on day %i features and days are those of a state that was never stored',
  (upTo) => {
    const never = live(upTo, (state) => state)
    const always = live(upTo, (state) => decodeState(encodeState(state)))
    const asOf_ms = START_MS + upTo * DAY_MS
    expect(computeFeatures(always, asOf_ms, zone)).toEqual(computeFeatures(never, asOf_ms, zone))
    expect(allDays(always)).toEqual(allDays(never))
    expect(encodeState(always).equals(encodeState(never))).toBe(true)
  },
)

test('the days of one customer do not show in the features of the next', () => {
  const one = live(359, (state) => state)
  const other = live(40, (state) => state)
  const before = computeFeatures(other, START_MS + 40 * DAY_MS, zone)
  computeFeatures(one, START_MS + 359 * DAY_MS, zone)
  expect(computeFeatures(other, START_MS + 40 * DAY_MS, zone)).toEqual(before)
})

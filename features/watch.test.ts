import { describe, expect, test } from 'vitest'
import type { CustomerFact } from '../domain/bank-event.ts'
import { foldFact, foldTick } from './fold.ts'
import { emptyState } from './state.ts'
import { openWatch } from './watch.ts'

const zone = 'Asia/Kolkata'
const spent = (date: string): CustomerFact => ({
  kind: 'transaction',
  id: `t${date}`,
  at: `${date}T04:00:00Z`,
  direction: 'debit',
  amountMinor: 100,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
})
const due = (dueDate: string, at = '2026-01-01T06:30:00Z', version = 1): CustomerFact => ({
  kind: 'obligation',
  id: 'o',
  at,
  version,
  product: 'loan',
  productId: 'l',
  dueDate,
  amountMinor: 1000,
  currency: 'INR',
})
const paid = (date: string, amountMinor = 1000): CustomerFact => ({
  kind: 'settlement',
  id: `s${date}`,
  at: `${date}T04:00:00Z`,
  obligationId: 'o',
  status: 'paid',
  amountMinor,
})
const reversed = (date: string, reverses: string): CustomerFact => ({
  kind: 'reversal',
  id: `v${date}`,
  at: `${date}T05:00:00Z`,
  of: 'settlement',
  reverses,
})
const tick = (date: string) => ({ kind: 'tick', id: `tick:${date}`, at: `${date}T04:30:00Z`, date }) as const

/** What is told, each with the fact or tick that it was told at: `features 2026-02-18`, `missed`. */
function toldBy(...happened: (CustomerFact | ReturnType<typeof tick>)[]): string[] {
  const state = emptyState()
  const watch = openWatch(zone)
  return happened.flatMap((fact) => {
    if (fact.kind === 'tick') foldTick(state, fact, watch)
    else foldFact(state, fact, { zone, brokerBankTime_ms: Date.parse('2027-01-01T00:00:00Z'), watch })
    return watch.take().map((note) => {
      const what =
        note.is === 'features' ? `${note.asOf} ${note.features['transactions_total']}` : note.result
      return `${fact.at.slice(0, 10)}: ${what}`
    })
  })
}

// Due 2026-03-12: features as of the midnight before 2026-02-19 (18:30 UTC), the outcome from 2026-04-11 on.
const midnight = '2026-02-18T18:30:00.000Z'

describe('features', () => {
  test('are those of the midnight 21 days before the due date, told by the first fact behind it', () =>
    expect(toldBy(due('2026-03-12'), spent('2026-02-18'), spent('2026-02-25'), spent('2026-02-26'))).toEqual([
      `2026-02-25: ${midnight} 1`,
    ]))

  test('are told by a tick where the customer is silent', () =>
    expect(toldBy(due('2026-03-12'), spent('2026-02-01'), tick('2026-02-18'), tick('2026-02-19'))).toEqual([
      `2026-02-19: ${midnight} 1`,
    ]))

  test('of an obligation that became known later are those just after that', () =>
    expect(
      toldBy(spent('2026-02-27'), due('2026-03-12', '2026-03-01T06:30:00Z'), spent('2026-03-02')),
    ).toEqual(['2026-03-01: 2026-03-01T06:30:00.001Z 1']))

  test('of an obligation whose bank told it late never claim an instant before what they contain', () =>
    expect(toldBy(spent('2026-03-05'), due('2026-03-12', '2026-03-01T06:30:00Z'))).toEqual([
      '2026-03-01: 2026-03-05T04:00:00.001Z 1',
    ]))

  test('are told once although the terms change, and again where the due date moves away', () => {
    const told = [due('2026-03-12'), spent('2026-02-20'), due('2026-03-13', '2026-02-20T08:00:00Z', 2)]
    expect(toldBy(...told)).toEqual([`2026-02-20: ${midnight} 0`])
    expect(
      toldBy(...told.slice(0, 2), due('2026-04-30', '2026-02-21T08:00:00Z', 2), spent('2026-04-10')),
    ).toEqual([`2026-02-20: ${midnight} 0`, '2026-04-10: 2026-04-08T18:30:00.000Z 1'])
  })
})

describe('the outcome', () => {
  const before = [due('2026-03-12'), spent('2026-03-11')]
  const outcomeBy = (...facts: Parameters<typeof toldBy>) =>
    toldBy(...before, ...facts).filter((told) => !told.includes('T'))

  test('is told on the 30th day after the due date, for paid and missed ones alike', () => {
    expect(outcomeBy(tick('2026-04-10'), tick('2026-04-11'), tick('2026-04-12'))).toEqual([
      '2026-04-11: missed',
    ])
    expect(outcomeBy(paid('2026-03-12'), spent('2026-04-10'), spent('2026-05-01'))).toEqual([
      '2026-05-01: on_time',
    ])
    expect(outcomeBy(paid('2026-03-20'), spent('2026-05-01'))).toEqual(['2026-05-01: late'])
  })

  test('is told again where a settlement of before comes after it', () =>
    expect(outcomeBy(spent('2026-04-11'), paid('2026-04-09'), paid('2026-04-11'))).toEqual([
      '2026-04-11: missed',
      '2026-04-09: late',
    ]))

  test('of a payment that the bank took back is that of no payment', () => {
    expect(outcomeBy(paid('2026-03-12'), reversed('2026-03-16', 's2026-03-12'), tick('2026-04-11'))).toEqual([
      '2026-04-11: missed',
    ])
    expect(outcomeBy(paid('2026-04-10'), tick('2026-04-11'), reversed('2026-04-12', 's2026-04-10'))).toEqual([
      '2026-04-11: late',
      '2026-04-12: missed',
    ])
  })

  test('of an obligation told long after is told at once', () =>
    expect(toldBy(spent('2026-04-20'), due('2026-03-12', '2026-03-01T06:30:00Z')).at(-1)).toBe(
      '2026-03-01: missed',
    ))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CustomerFact } from '../domain/bank-event.ts'
import { foldFact, foldTick, type FoldContext } from './fold.ts'
import { allDays, decodeState, emptyState, encodeState, type CustomerState } from './state.ts'

const zone = 'Asia/Kolkata'
const far: FoldContext = { zone, brokerBankTime_ms: Date.parse('2030-01-01T00:00:00Z') }
const START_MS = Date.parse('2026-01-01T00:00:00Z')
const DAY_MS = 86_400_000
const iso = (at_ms: number): string => new Date(at_ms).toISOString()

const transaction = (id: string, at: string, more: object = {}): CustomerFact => ({
  kind: 'transaction',
  id,
  at,
  direction: 'debit',
  amountMinor: 1000,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
  ...more,
})
const obligation = (id: string, at: string, more: object = {}): CustomerFact => ({
  kind: 'obligation',
  id,
  at,
  version: 1,
  product: 'loan',
  productId: 'loan-1',
  dueDate: '2026-02-12',
  amountMinor: 500_000,
  currency: 'INR',
  ...more,
})

const folded = (facts: readonly CustomerFact[]): CustomerState => {
  const state = emptyState()
  for (const fact of facts) foldFact(state, fact, far)
  return state
}

/** A life of up to 250 days: facts of every kind, some twice, some of one instant. */
const instant = fc.integer({ min: 0, max: 250 * 24 }).map((hour) => START_MS + hour * 3_600_000)
const aTransaction = fc
  .record({
    at_ms: instant,
    id: fc.integer({ min: 0, max: 10_000 }),
    direction: fc.constantFrom('credit', 'debit'),
    amountMinor: fc.integer({ min: 0, max: 10_000_000 }),
    channel: fc.constantFrom('atm', 'card', 'transfer'),
    category: fc.constantFrom('salary', 'grocery', 'cash_out', 'dining', 'transfer_out', 'penalty_interest'),
    balanceMinor: fc.option(fc.integer({ min: -1_000_000, max: 10_000_000 }), { nil: undefined }),
    status: fc.constantFrom('posted', 'posted', 'failed'),
  })
  .map(({ at_ms, id, ...rest }) => transaction(`t${at_ms}-${id}`, iso(at_ms), rest))
/** Six obligations, 40 days apart; what is said of one is said within two months. */
const ofOne = fc.record({ id: fc.nat(5), after_ms: fc.nat(60 * 24).map((hour) => hour * 3_600_000) })
const instantOfOne = ({ id, after_ms }: { id: number; after_ms: number }) =>
  START_MS + id * 40 * DAY_MS + after_ms
const anObligation = fc
  .record({
    of: ofOne,
    version: fc.integer({ min: 1, max: 3 }),
    ahead_days: fc.integer({ min: -10, max: 40 }),
    amountMinor: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ of, version, ahead_days, amountMinor }) =>
    obligation(`o${of.id}`, iso(instantOfOne(of)), {
      version,
      amountMinor,
      dueDate: iso(instantOfOne(of) + ahead_days * DAY_MS).slice(0, 10),
    }),
  )
const aSettlement = fc
  .record({ of: ofOne, id: fc.nat(10_000), amountMinor: fc.nat(1_000_000) })
  .map(({ of, id, amountMinor }): CustomerFact => ({
    kind: 'settlement',
    id: `s${id}-${of.after_ms}`,
    at: iso(instantOfOne(of)),
    obligationId: `o${of.id}`,
    status: 'paid',
    amountMinor,
  }))
const aCustomer = fc
  .record({ at_ms: instant, version: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 1, max: 31 }) })
  .map(({ at_ms, version, day }): CustomerFact => ({
    kind: 'customer',
    id: `m${version}`,
    at: iso(at_ms),
    version,
    expectedSalaryDay: day,
  }))
/** What undoes a fact: reversed, or given back in parts; at most 9 days later, so sometimes too late to undo it. */
const undoing = fc.array(
  fc.record({
    is: fc.constantFrom('reversal', 'refund', 'refund', 'charge', 'reversal-of-refund'),
    after_ms: fc.integer({ min: 0, max: 9 * DAY_MS }),
    share: fc.constantFrom(0.25, 0.5, 1),
  }),
  { maxLength: 3, size: 'max' },
)
type Undo = (typeof undoing extends fc.Arbitrary<infer T> ? T : never)[number]
function undone(fact: CustomerFact, { is, after_ms, share }: Undo, index: number): CustomerFact[] {
  if (fact.kind !== 'transaction' && fact.kind !== 'settlement') return []
  const at = iso(Date.parse(fact.at) + after_ms)
  const id = `${fact.id}-${index}`
  if (is === 'reversal') return [{ kind: 'reversal', id: `v${id}`, at, of: fact.kind, reverses: fact.id }]
  if (fact.kind !== 'transaction') return []
  const refund = transaction(`r${id}`, at, {
    direction: (is === 'charge') === (fact.direction === 'debit') ? 'debit' : 'credit',
    amountMinor: Math.floor(fact.amountMinor * share),
    category: 'refund',
    reverses: fact.id,
  })
  if (is !== 'reversal-of-refund') return [refund]
  return [refund, { kind: 'reversal', id: `w${id}`, at, of: 'transaction', reverses: `r${id}` }]
}
const aFact = fc.oneof(
  { weight: 8, arbitrary: aTransaction },
  { weight: 2, arbitrary: anObligation },
  { weight: 3, arbitrary: aSettlement },
  { weight: 1, arbitrary: aCustomer },
)
/** Each fact arrives up to 7 days after it happened, so none is late; a third arrives a second time. */
const arrivals = fc.array(
  fc.record({
    fact: aFact,
    delay_ms: fc.integer({ min: 0, max: 7 * DAY_MS - 1 }),
    again_ms: fc.option(fc.integer({ min: 0, max: 7 * DAY_MS - 1 }), { freq: 2 }),
    split: fc.boolean(),
    undoing: fc.option(undoing, { freq: 3, nil: undefined }),
    undone_ms: fc.integer({ min: 0, max: 7 * DAY_MS - 1 }),
  }),
  { maxLength: 150, size: 'max' },
)
/** An id names one event. */
const named = (fact: CustomerFact, index: number): CustomerFact =>
  fact.kind === 'transaction' || fact.kind === 'settlement' ? { ...fact, id: `${fact.id}-${index}` } : fact
const inOrder = (list: { fact: CustomerFact; key: number }[]): CustomerFact[] =>
  list.toSorted((a, b) => a.key - b.key).map(({ fact }) => fact)

describe('within the horizon', () => {
  test('any arrival order, repetition and split into batches gives the identical state', () => {
    fc.assert(
      fc.property(arrivals, (drawn) => {
        const list = drawn.map((one, index) => ({ ...one, fact: named(one.fact, index) }))
        const undoings = list.map(({ fact, undoing }) =>
          (undoing ?? []).flatMap((one, index) => undone(fact, one, index)),
        )
        const happened = list
          .flatMap(({ fact }, index) => [fact, ...(undoings[index] ?? [])])
          .map((fact) => ({ fact, key: Date.parse(fact.at) }))
        const arrived = list.flatMap(({ fact, delay_ms, again_ms, undone_ms }, index) => {
          const once = { fact, key: Date.parse(fact.at) + delay_ms }
          const words = (undoings[index] ?? []).map((word, at) => ({
            fact: word,
            key: Date.parse(word.at) + (at % 2 === 0 ? undone_ms : 0),
          }))
          const again = again_ms === null ? [] : [{ fact, key: Date.parse(fact.at) + again_ms }]
          return [once, ...words, ...again]
        })
        let state = emptyState()
        inOrder(arrived).forEach((fact, index) => {
          if (typeof foldFact(state, fact, far) !== 'string') throw new Error('nothing may be rejected')
          if (list[index % list.length]?.split) state = decodeState(encodeState(state))
        })
        expect(encodeState(state).equals(encodeState(folded(inOrder(happened))))).toBe(true)
        expect(decodeState(encodeState(state))).toEqual(state)
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  test('a duplicate counts once, even when its instant is told differently', () => {
    const state = folded([transaction('a', '2026-01-05T10:00:00Z')])
    expect(foldFact(state, transaction('a', '2026-01-04T10:00:00Z'), far)).toBe('duplicate')
    expect(state).toMatchObject({ version: 1, transactionsTotal: 1 })
  })

  test('an event of 7 days before the newest lands in its day', () => {
    const state = folded([transaction('new', '2026-01-15T10:00:00Z')])
    expect(foldFact(state, transaction('old', '2026-01-08T10:00:00Z'), far)).toBe('folded')
    expect(state.days.map(({ transactions }) => transactions)).toEqual([1, 1])
  })

  test('the balance of the latest instant closes the day, of one instant that of the greatest id', () => {
    const at = '2026-01-05T10:00:00Z'
    const facts = [
      transaction('b', at, { balanceMinor: 200 }),
      transaction('a', at, { balanceMinor: 100 }),
      transaction('c', '2026-01-05T09:59:59Z', { balanceMinor: 50 }),
    ]
    for (const order of [facts, facts.toReversed()])
      expect(folded(order).days[0]).toMatchObject({ closeMinor: 200, minMinor: 50 })
  })
})

describe('beyond the horizon', () => {
  test('a transaction a millisecond older than 7 days is late', () => {
    const state = folded([transaction('new', '2026-01-15T10:00:00.000Z')])
    const before = encodeState(state)
    const late = transaction('old', '2026-01-08T09:59:59.999Z')
    expect(foldFact(state, late, far)).toEqual({ rejected: 'late' })
    expect(encodeState(state).equals(before)).toBe(true)
  })

  test('an obligation known long ago is taken all the same, its higher version wins, its repetition does not count', () => {
    const state = folded([transaction('new', '2026-01-15T10:00:00Z')])
    const second = obligation('o', '2025-06-02T10:00:00Z', { version: 2, amountMinor: 700 })
    expect(foldFact(state, second, far)).toBe('folded')
    expect(foldFact(state, obligation('o', '2025-06-01T10:00:00Z'), far)).toBe('duplicate')
    expect(foldFact(state, second, far)).toBe('duplicate')
    expect(state.obligations[0]?.terms).toMatchObject({ version: 2, amountMinor: 700 })
    expect(state.version).toBe(2)
  })

  test('what is more than a day ahead of the broker is rejected as future', () => {
    const context = { zone, brokerBankTime_ms: Date.parse('2026-01-15T10:00:00Z') }
    const state = emptyState()
    expect(foldFact(state, transaction('a', '2026-01-16T10:00:00Z'), context)).toBe('folded')
    const ahead = { rejected: 'future' }
    expect(foldFact(state, transaction('b', '2026-01-16T10:00:00.001Z'), context)).toEqual(ahead)
    expect(foldFact(state, obligation('o', '2026-01-17T10:00:00Z'), context)).toEqual(ahead)
  })
})

describe('bounds', () => {
  test('two years of daily life keep 190 days and the ids of the horizon', () => {
    const state = emptyState()
    for (let i = 0; i < 730; i++)
      foldFact(state, transaction(`t${i}`, iso(START_MS + i * DAY_MS), i % 3 ? { balanceMinor: i } : {}), far)
    expect(allDays(state)).toHaveLength(190)
    expect(state.days.filter(({ closeId }) => closeId !== '')).toHaveLength(6)
    expect(state.seen.length).toBeLessThanOrEqual(9)
    expect(state).toMatchObject({ version: 730, transactionsTotal: 730 })
  })

  test('above 128 obligations those farthest ahead go', () => {
    const due = (i: number) => iso(START_MS + i * DAY_MS).slice(0, 10)
    const state = folded(
      Array.from({ length: 140 }, (_, i) => obligation(`o${i}`, '2026-01-01T00:00:00Z', { dueDate: due(i) })),
    )
    expect(state.obligations).toHaveLength(128)
    expect(state.obligations.some(({ id }) => id === 'o128')).toBe(false)
  })
})

test('a tick moves the version once a bank day', () => {
  const state = folded([transaction('a', '2026-01-05T10:00:00Z')])
  const tick = {
    kind: 'tick',
    id: 'tick:2026-01-06',
    at: '2026-01-06T04:30:00Z',
    date: '2026-01-06',
  } as const
  expect(foldTick(state, tick)).toBe('folded')
  expect(foldTick(state, tick)).toBe('duplicate')
  expect(state.version).toBe(2)
})

test('a state that cannot be read whole is corrupt', () => {
  const bytes = encodeState(folded([transaction('a', '2026-01-05T10:00:00Z', { balanceMinor: -5 })]))
  for (const broken of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from([1])]), Buffer.from([9])])
    expect(() => decodeState(broken)).toThrow(expect.objectContaining({ code: 'corrupt' }))
})

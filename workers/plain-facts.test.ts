import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bankEventSchema } from '../domain/bank-event.ts'
import { isPlainFact } from './plain-facts.ts'

const transaction = {
  kind: 'transaction',
  id: 't1',
  at: '2026-03-02T09:00:00Z',
  direction: 'debit',
  amountMinor: 12_500,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
  balanceMinor: -1,
  status: 'posted',
  reverses: 't0',
  taxonomy: 'essential-only',
}
const settlement = {
  kind: 'settlement',
  id: 's1',
  at: '2026-03-02T09:00:00.120Z',
  obligationId: 'o1',
  status: 'paid',
  amountMinor: 1,
}
const obligation = {
  kind: 'obligation',
  id: 'o1',
  at: '2026-03-02T09:00:00Z',
  version: 1,
  product: 'loan',
  productId: 'p',
  dueDate: '2028-02-29',
  amountMinor: 1,
  currency: 'INR',
  outstandingMinor: 5,
  limitMinor: 6,
}
const facts = [transaction, settlement, obligation]

test.each(facts.map((fact) => [fact.kind, fact] as const))('a usual %s takes the short way', (_, fact) => {
  expect(isPlainFact(fact)).toBe(true)
})

const instants = [
  '2026-02-29T00:00:00Z',
  '2024-02-29T23:59:59Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:60:00Z',
  '2026-03-02 09:00:00Z',
  '2026-13-02T09:00:00Z',
  '2026-04-31T09:00:00.000Z',
  '2026-03-02T09:00:00+01',
  '2026-03-02T09:00:00.1x0Z',
  '2O26-03-02T09:00:00Z',
  '1900-02-29T09:00:00Z',
  '2026-02-30',
  '2026-12-31',
]
/** What a sender could get wrong, and what only looks wrong. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...instants,
    ...[null, true, '', 'x'.repeat(65), 'tick', 'transaction', 'inr', 'INR'],
  ),
  fc.constantFrom<unknown>(
    0,
    -0,
    -1,
    0.5,
    1e15,
    1e15 + 1,
    2_147_483_648,
    [],
    {},
    ['INR'],
    'a\nb',
    'é',
    'obligation',
  ),
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.integer(),
)
const changes = fc.array(
  fc.record({
    field: fc.constantFrom(
      'kind',
      'narration',
      '',
      '__proto__',
      ...facts.flatMap((fact) => Object.keys(fact)),
    ),
    value: fc.option(odd, { nil: undefined, freq: 4 }),
  }),
  { maxLength: 3 },
)

test('what takes the short way the schema accepts as it is, whatever a sender changes', () => {
  let plain = 0
  const isAccepted = (fact: object, changed: { field: string; value: unknown }[]) => {
    const fields = new Map(Object.entries(fact))
    // Without a value the field is left out.
    for (const { field, value } of changed) fields.set(field, value)
    const json: unknown = JSON.parse(JSON.stringify(Object.fromEntries(fields)))
    if (!isPlainFact(json)) return
    plain++
    expect(bankEventSchema.parse(json)).toEqual(json)
  }
  fc.assert(fc.property(fc.constantFrom(...facts), changes, isAccepted), { numRuns: 20_000, seed: 4 })
  expect(plain).toBeGreaterThan(3000)
}, 60_000)

import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { outcomeRows } from './outcome-rows.ts'

const options = { zone: 'Asia/Kolkata', daysBefore: 21, today: '2026-05-01' }
const due = (id: string, dueDate: string, at = '2026-01-01T06:30:00.000Z', version = 1): CustomerFact => ({
  kind: 'obligation',
  id,
  at,
  version,
  product: 'loan',
  productId: 'l',
  dueDate,
  amountMinor: 1000,
  currency: 'INR',
})
const paid = (obligationId: string, at: string, amountMinor: number): CustomerFact => ({
  kind: 'settlement',
  id: `${obligationId} ${at}`,
  at,
  obligationId,
  status: 'paid',
  amountMinor,
})
const rowsOf = (...facts: CustomerFact[]) =>
  outcomeRows(
    facts.map((fact) => ({ at_ms: Date.parse(fact.at), fact })),
    options,
  ).map(({ obligation, knownAt, asOf, result, label }) => ({
    id: obligation.id,
    knownAt,
    asOf,
    result,
    label,
  }))

test('each obligation gets its result and the instant 21 days before it was due', () => {
  const facts = [
    due('paid', '2026-03-12'),
    paid('paid', '2026-03-12T05:00:00Z', 1000),
    due('late', '2026-03-12'),
    paid('late', '2026-03-20T05:00:00Z', 1000),
    due('missed', '2026-03-12'),
  ]
  const asOf = '2026-02-18T18:30:00.000Z'
  const knownAt = '2026-01-01T06:30:00.000Z'
  expect(rowsOf(...facts)).toEqual([
    { id: 'paid', knownAt, asOf, result: 'on_time', label: 0 },
    { id: 'late', knownAt, asOf, result: 'late', label: 1 },
    { id: 'missed', knownAt, asOf, result: 'missed', label: 1 },
  ])
})

test('an obligation that became known later is predicted from just after that', () =>
  expect(rowsOf(due('a', '2026-03-12', '2026-03-01T06:30:00.000Z'))[0]?.asOf).toBe(
    '2026-03-01T06:30:00.001Z',
  ))

test('one paid early is left out until its 29 days are over, as one not paid would be', () => {
  const facts = (dueDate: string) => [due('a', dueDate), paid('a', '2026-03-01T05:00:00Z', 1000)]
  expect(rowsOf(...facts('2026-04-02'))).toEqual([])
  expect(rowsOf(...facts('2026-04-01'))).toHaveLength(1)
})

test('the highest version of an obligation counts, known since the first', () => {
  const facts = [
    due('a', '2026-03-12', '2026-01-01T06:30:00.000Z', 2),
    due('a', '2026-02-12', '2026-01-02T06:30:00.000Z'),
  ]
  expect(rowsOf(...facts)[0]).toMatchObject({
    asOf: '2026-02-18T18:30:00.000Z',
    knownAt: '2026-01-01T06:30:00.000Z',
  })
})

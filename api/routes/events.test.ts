import { expect, test } from 'vitest'
import { InvalidRequest } from '../http/problem.ts'
import { readFact } from './events.ts'
import { takeItems } from './items.ts'

const token = 'c_aaaaaaaaaaaaaaaaaaaaaaaaaa'
const read = (item: unknown) => readFact(item, () => token)
const fact = {
  kind: 'transaction',
  id: 't1',
  at: '2026-03-01T08:00:00Z',
  direction: 'debit',
  amountMinor: 100,
  currency: 'INR',
  channel: 'upi',
  category: 'grocery',
}
const good = { customerId: 'B-1', fact }

test('bad items are named by index and field, the good ones are taken under their token', async () => {
  const taken: unknown[] = []
  const items = [
    good,
    { customerId: 'B-2', fact: { ...fact, amountMinor: -1 } },
    { fact },
    'x',
    { ...good, name: 'P' },
  ]
  const received = await takeItems(items, read, async (facts) => {
    taken.push(...facts)
  })
  expect(taken).toEqual([{ customer: token, fact }])
  expect(received).toMatchObject({ accepted: 1, rejected: 4 })
  expect(received.errors.map(({ index, field }) => [index, field])).toEqual([
    [1, 'fact.amountMinor'],
    [2, 'customerId'],
    [3, 'item'],
    [4, 'name'],
  ])
})

test('a field that no fact has is named, and its value is not repeated', () => {
  const result = read({ customerId: 'B-1', fact: { ...fact, narration: 'for Priya' } })
  expect(result).toMatchObject({ wrong: [{ field: 'fact.narration' }] })
  expect(JSON.stringify(result)).not.toContain('Priya')
})

test('a batch without one good item is turned away as a whole', async () => {
  const taking = takeItems([{ fact }], read, () => Promise.reject(new Error('taken')))
  await expect(taking).rejects.toThrow(InvalidRequest)
})

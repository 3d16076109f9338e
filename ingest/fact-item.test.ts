import { expect, test } from 'vitest'
import { readFactItem } from './fact-item.ts'

const token = `c_${'a'.repeat(26)}`
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
const fieldOf = (item: unknown) => {
  const verdict = readFactItem(item, () => token)
  return verdict.ok ? null : verdict.fault.field
}

test('a good item is a fact under its token', () =>
  expect(readFactItem({ customerId: 'B-1', fact }, () => token)).toEqual({
    ok: true,
    value: { customer: token, fact },
  }))

test('what is wrong is named by its place in the item', () => {
  expect(fieldOf('x')).toBe('item')
  expect(fieldOf({ fact })).toBe('customerId')
  expect(fieldOf({ customerId: '', fact })).toBe('customerId')
  expect(fieldOf({ customerId: 'B-1' })).toBe('fact')
  expect(fieldOf({ customerId: 'B-1', fact, name: 'Priya' })).toBe('name')
  expect(fieldOf({ customerId: 'B-1', fact: { ...fact, amountMinor: -1 } })).toBe('fact.amountMinor')
})

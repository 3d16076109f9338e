import { expect, test } from 'vitest'
import type { IncomingRecord } from '../stores/kafka/consumer.ts'
import { parseRecord, VALUE_BYTES_MAX } from './parse-record.ts'

const token = `c_${'a'.repeat(26)}`
const transaction = {
  kind: 'transaction',
  id: 't1',
  at: '2026-03-02T09:00:00Z',
  direction: 'debit',
  amountMinor: 12_500,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
}
const tick = { kind: 'tick', id: 'tick:2026-03-02', at: '2026-03-02T04:30:00Z', date: '2026-03-02' }

const record = (key: string | null, value: unknown): IncomingRecord => ({
  offset: 0,
  key,
  value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  timestamp_ms: 0,
})

test('a transaction under a token is a fact of that customer', () => {
  expect(parseRecord(record(token, transaction))).toEqual({ is: 'fact', customer: token, fact: transaction })
})

test.each([
  ['a key that is no token', record('4711', transaction), 'key-is-no-token'],
  ['no key', record(null, transaction), 'key-is-no-token'],
  ['an unknown field', record(token, { ...transaction, narration: 'x' }), 'unknown-field'],
  ['an unknown kind', record(token, { ...transaction, kind: 'loan' }), 'unknown-kind'],
  ['a negative amount', record(token, { ...transaction, amountMinor: -1 }), 'invalid-field: amountMinor'],
  ['an amount in text', record(token, { ...transaction, amountMinor: '12' }), 'invalid-field: amountMinor'],
  ['a date that is none', record(token, { ...transaction, at: '2026-02-30' }), 'invalid-field: at'],
  ['half a JSON', record(token, '{"kind":'), 'not-json'],
  ['a number', record(token, '12'), 'not-an-event'],
  ['a tick under a key', record(token, tick), 'tick-with-key'],
  ['too long a value', record(token, ' '.repeat(VALUE_BYTES_MAX + 1)), 'too-long'],
  ['no value', { ...record(token, ''), value: null }, 'no-value'],
])('%s is bad, with its reason', (_, bad, reason) => {
  expect(parseRecord(bad)).toEqual({ is: 'bad', reason })
})

test('the reason never holds what the sender wrote', () => {
  const parsed = parseRecord(record(token, { ...transaction, 'Asha Rao': 1, category: 'Asha Rao' }))
  expect(JSON.stringify(parsed)).not.toContain('Asha')
})

test('a tick has no key', () => {
  expect(parseRecord(record(null, tick))).toEqual({ is: 'tick', tick })
})

import { expect, test } from 'vitest'
import type { z } from 'zod'
import { factItemSchema } from '../contract/doors.ts'
import { decisionBodySchema } from '../contract/cases.ts'
import { InvalidRequest } from './problem.ts'
import { validate } from './validate.ts'

const errorsOf = (schema: z.ZodType, value: unknown) => {
  try {
    validate(schema, value, 'body')
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors
  }
  return []
}

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

test('a good fact passes', () => {
  expect(errorsOf(factItemSchema, { customerId: 'B-1', fact })).toEqual([])
})

test('an unknown field is named, and its value is not repeated', () => {
  const errors = errorsOf(factItemSchema, { customerId: 'B-1', fact: { ...fact, narration: 'for Priya' } })
  expect(errors).toMatchObject([{ field: 'fact.narration', fix: 'leave out narration' }])
  expect(JSON.stringify(errors)).not.toContain('Priya')
})

test('a negative amount and a date that is none are both named', () => {
  const errors = errorsOf(factItemSchema, {
    customerId: 'B-1',
    fact: { ...fact, amountMinor: -5, at: 'yesterday' },
  })
  expect(errors.map(({ field }) => field).sort()).toEqual(['fact.amountMinor', 'fact.at'])
})

test('a rejection without a reason and an approval with one are refused', () => {
  const hashes = { evidenceHash: 'a'.repeat(64), planHash: 'b'.repeat(64) }
  expect(errorsOf(decisionBodySchema, { verdict: 'reject', ...hashes })[0]?.field).toBe('rejectReason')
  expect(
    errorsOf(decisionBodySchema, { verdict: 'approve', rejectReason: 'other', ...hashes })[0]?.field,
  ).toBe('rejectReason')
})

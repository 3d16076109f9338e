import { expect, test } from 'vitest'
import { ServiceError, errorCodes } from '../../domain/errors.ts'
import { problemSchema } from '../contract/problem.ts'
import { InvalidRequest, problemOf } from './problem.ts'

test('every code of the domain becomes a valid problem with a status of an error', () => {
  for (const code of errorCodes) {
    const problem = problemSchema.parse(problemOf(new ServiceError(code, 'some-reason', 'In words')))
    expect(problem.status).toBeGreaterThanOrEqual(400)
    expect(problem).toMatchObject({ reason: 'some-reason', detail: 'In words' })
  }
})

test('an invalid request names field, reason and fix of each wrong place', () => {
  const errors = [
    { index: 3, field: 'fact.amountMinor', reason: 'must not be negative', fix: 'send 0 or more' },
    { index: 5, field: 'customerId', reason: 'is missing', fix: 'send it' },
  ]
  const problem = problemOf(new InvalidRequest(errors))
  expect(problem).toMatchObject({ status: 400, field: 'fact.amountMinor', fix: 'send 0 or more', errors })
})

test('an unknown error shows nothing of its inside', () => {
  const problem = problemOf(new Error('connect to db as postgres:secret failed for Priya'))
  expect(problem.status).toBe(500)
  expect(JSON.stringify(problem)).not.toMatch(/postgres|Priya/)
})

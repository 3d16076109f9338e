import { expect, test } from 'vitest'
import { kindOf, problemOf } from './problem.ts'

const details = {
  type: 'about:blank',
  title: 'Refused',
  status: 409,
  detail: 'The evidence changed.',
  reason: 'evidence-changed',
}

test('a refusal keeps the server’s words and what to do', () => {
  const problem = problemOf(409, { ...details, fix: 'Read it again.' })
  expect([problem.kind, problem.message, problem.reason, problem.fix]).toEqual([
    'refused',
    'The evidence changed.',
    'evidence-changed',
    'Read it again.',
  ])
})

test('each status is one state of the page', () => {
  expect([401, 403, 404, 409, 422, 429, 500, 503].map((status) => problemOf(status, null).kind)).toEqual([
    'unauthenticated',
    'forbidden',
    'not-found',
    'refused',
    'refused',
    'unavailable',
    'unavailable',
    'unavailable',
  ])
})

test('a fault of the page itself reads as unavailable', () => {
  expect(kindOf(new TypeError('x'))).toBe('unavailable')
})

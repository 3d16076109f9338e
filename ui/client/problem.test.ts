import { expect, test } from 'vitest'
import { kindOf, problemOf, sentenceOf } from './problem.ts'

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

test('who is signed out is told so, in words for people', () => {
  const told = { ...details, status: 401, detail: 'Sign in first', fix: 'go to /auth/login' }
  expect(sentenceOf(problemOf(401, told))).toBe(
    'Your session has ended. Sign in again; you come back to this place.',
  )
})

test('what went wrong and what to do are two sentences', () => {
  const problem = problemOf(409, { ...details, detail: 'The case has moved on', fix: 'Read it again.' })
  expect(sentenceOf(problem)).toBe('The case has moved on. Read it again.')
})

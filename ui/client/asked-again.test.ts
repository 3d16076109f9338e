import { expect, test } from 'vitest'
import { askedAgain } from './asked-again.ts'
import { offlineProblem, problemOf } from './problem.ts'

const failed = (error: unknown) => ({ state: { status: 'error', error } })

test('a server that does not answer is asked again, at once and then for as long as it lasts', () => {
  for (const error of [offlineProblem(), problemOf(503, null), problemOf(429, null)]) {
    expect([0, 1, 2].map((count) => askedAgain.retry(count, error))).toEqual([true, true, false])
    expect(askedAgain.refetchInterval(failed(error))).toBeGreaterThan(0)
  }
})

test('a refusal stays one, and what answers is left alone', () => {
  for (const status of [400, 401, 403, 404, 409]) {
    expect(askedAgain.retry(0, problemOf(status, null))).toBe(false)
    expect(askedAgain.refetchInterval(failed(problemOf(status, null)))).toBe(false)
  }
  expect(askedAgain.refetchInterval({ state: { status: 'success', error: null } })).toBe(false)
})

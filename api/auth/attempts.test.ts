import { expect, test } from 'vitest'
import { Attempts } from './attempts.ts'

test('after ten wrong passwords in a minute an address waits, another does not', () => {
  const attempts = new Attempts()
  for (let i = 0; i < 10; i++) attempts.failed('10.0.0.1', i)
  expect(attempts.mayTry('10.0.0.1', 1_000)).toBe(false)
  expect(attempts.mayTry('10.0.0.2', 1_000)).toBe(true)
  expect(attempts.mayTry('10.0.0.1', 60_010)).toBe(true)
})

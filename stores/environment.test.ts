import { afterEach, expect, test, vi } from 'vitest'
import { readEnvironment } from './environment.ts'

afterEach(() => vi.unstubAllEnvs())

test('a worker takes new cases unless it is told not to, in plain words', () => {
  const read = () => readEnvironment('EQUILIBRATE_TAKES_NEW_CASES').EQUILIBRATE_TAKES_NEW_CASES
  expect(read()).toBe(true)
  vi.stubEnv('EQUILIBRATE_TAKES_NEW_CASES', 'no')
  expect(read()).toBe(false)
  vi.stubEnv('EQUILIBRATE_TAKES_NEW_CASES', 'perhaps')
  expect(read).toThrow('EQUILIBRATE_TAKES_NEW_CASES')
})

test('one error names all that is missing or wrong, and no value', () => {
  vi.stubEnv('EQUILIBRATE_QUIET_MS', 'a secret')
  vi.stubEnv('TEMPORAL_ADDRESS', '')
  const read = () => readEnvironment('EQUILIBRATE_QUIET_MS', 'TEMPORAL_ADDRESS')
  expect(read).toThrow(/EQUILIBRATE_QUIET_MS.*TEMPORAL_ADDRESS/)
  expect(read).not.toThrow('a secret')
})

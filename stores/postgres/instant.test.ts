import { expect, it } from 'vitest'
import { instantOf } from './instant.ts'

it.each([
  ['2026-03-02 04:30:00+00', '2026-03-02T04:30:00.000Z'],
  ['2026-03-02 04:30:00.5+00', '2026-03-02T04:30:00.500Z'],
  ['2026-03-02 04:30:00.123987+00', '2026-03-02T04:30:00.123Z'],
  ['2026-03-02 10:00:00+05:30', '2026-03-02T04:30:00.000Z'],
  ['2026-03-02 00:30:00.25-04', '2026-03-02T04:30:00.250Z'],
])('an instant of PostgreSQL, %s, is read as %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant)
})

it('what is no instant in ISO 8601 is refused', () => {
  expect(() => instantOf('infinity')).toThrow(RangeError)
})

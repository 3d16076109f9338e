import { expect, test } from 'vitest'
import { inputRow, inputValues } from './inputs.ts'

const names = ['a', 'b', 'c']

test('missing becomes NaN, numbers become float32, −0 becomes 0', () => {
  const row = inputRow({ a: null, b: 0.1, c: -0, unused: 5 }, names)
  expect(row[0]).toBeNaN()
  expect(row[1]).toBe(Math.fround(0.1))
  expect(Object.is(row[2], 0)).toBe(true)
})

test('evidence keeps exactly what the model saw', () => {
  expect(inputValues(inputRow({ a: null, b: 0.1, c: 3 }, names), names)).toEqual({
    a: null,
    b: Math.fround(0.1),
    c: 3,
  })
})

test('a feature that is not there at all is refused by name: missing is null', () => {
  expect(() => inputRow({ a: 1, c: 2 }, names)).toThrowError(
    expect.objectContaining({ reason: 'feature-absent', parameters: { feature: 'b' } }),
  )
})

test.for([Infinity, -Infinity, NaN, 1e39])('%f is no value of a feature', (b) => {
  expect(() => inputRow({ a: 1, b, c: 2 }, names)).toThrowError(
    expect.objectContaining({ reason: 'feature-not-finite', parameters: { feature: 'b' } }),
  )
})

import { expect, test } from 'vitest'
import { strongest } from './strongest.ts'

test('the strongest come first, whichever way they point; what counts nothing is left out', () =>
  expect(strongest({ a: 0.1, b: -0.5, c: 0, d: 0.3 }, 3)).toEqual([
    ['b', -0.5],
    ['d', 0.3],
    ['a', 0.1],
  ]))

test('where all raise the risk, what speaks most for the customer is told too', () =>
  expect(strongest({ a: 0.9, b: 0.8, c: 0.7, d: -0.1, e: -0.2 }, 2)).toEqual([
    ['a', 0.9],
    ['e', -0.2],
  ]))

test('where nothing points the other way, the strongest stand alone', () => {
  expect(strongest({ a: 0.9, b: 0.8, c: 0.7 }, 2)).toEqual([
    ['a', 0.9],
    ['b', 0.8],
  ])
  expect(strongest({}, 2)).toEqual([])
})

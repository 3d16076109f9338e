import { expect, test } from 'vitest'
import { niceTop, pathOf, slicesOf } from './charts.ts'

test('the top of a chart is a round number at or above every value', () => {
  expect(niceTop([3, null, 17])).toBe(20)
  expect(niceTop([24])).toBe(25)
  expect(niceTop([100])).toBe(100)
  expect(niceTop([])).toBe(1)
})

test('a missing value breaks the line instead of drawing it to zero', () => {
  const box = { width: 100, height: 50, top: 10, bottom: 0 }
  expect(pathOf([0, 10, null, 5], box)).toBe('M0.0 50.0L33.3 0.0M100.0 25.0')
})

test('slices follow one another around the whole circle', () => {
  const slices = slicesOf([
    { key: 'a', label: 'A', tone: 'high', value: 1 },
    { key: 'b', label: 'B', tone: 'low', value: 3 },
  ])
  expect(slices.map(({ from, share }) => [from, share])).toEqual([
    [0, 0.25],
    [0.25, 0.75],
  ])
  expect(slicesOf([{ key: 'a', label: 'A', tone: 'high', value: 0 }])).toEqual([])
})

import { expect, test } from 'vitest'
import { isOutside, normalBand } from './normal-band.ts'

test('the band is the middle of the past, without the value of now', () => {
  const band = normalBand([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99])
  expect(band).toEqual({ low: 2, high: 10 })
  expect(isOutside(99, band)).toBe(true)
  expect(isOutside(5, band)).toBe(false)
})

test('too short a past makes no band, and nothing is outside of none', () => {
  expect(normalBand([1, null, null, 2, 3, 4, 5])).toBeNull()
  expect(isOutside(7, null)).toBe(false)
})

import { expect, test } from 'vitest'
import { calibrated } from './calibration.ts'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

test('a = b = 1 and c = 0 leave the probability as it is', () => {
  const identity = { method: 'beta', a: 1, b: 1, c: 0 } as const
  for (const margin of [-5, -0.3, 0, 2]) expect(calibrated(identity, margin)).toBeCloseTo(sigmoid(margin), 12)
})

test('the formula of beta calibration holds', () => {
  const p = sigmoid(0.7)
  const logit = 1.3 * Math.log(p) - 0.8 * Math.log(1 - p) - 0.2
  expect(calibrated({ method: 'beta', a: 1.3, b: 0.8, c: -0.2 }, 0.7)).toBeCloseTo(sigmoid(logit), 12)
})

test('margins of any size give a number', () => {
  const calibrator = { method: 'beta', a: 1.2, b: 0.9, c: 0.1 } as const
  expect(calibrated(calibrator, -1e4)).toBe(0)
  expect(calibrated(calibrator, 1e4)).toBe(1)
})

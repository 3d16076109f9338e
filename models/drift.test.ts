import { expect, test } from 'vitest'
import { driftOf } from './drift.ts'

const reference = {
  features: {
    calm: { edges: [10], shares: [0.5, 0.5], missing: 0 },
    moved: { edges: [10], shares: [0.5, 0.5], missing: 0 },
  },
}
const vectors = Array.from({ length: 100 }, (_, i) => ({
  calm: i % 2 ? 5 : 10,
  moved: i < 90 ? 5 : i < 95 ? 20 : null,
}))

test('a feature that stayed as it was has no drift, one that moved has much and comes first', () => {
  const [first, second] = driftOf(reference, vectors)
  expect(first?.feature).toBe('moved')
  // 0.4·ln(0.9/0.5) + (−0.45)·ln(0.05/0.5) + (0.05 − 0.0001)·ln(0.05/0.0001)
  expect(first?.psi).toBeCloseTo(0.4 * Math.log(1.8) - 0.45 * Math.log(0.1) + 0.0499 * Math.log(500), 2)
  expect(first?.missing).toBe(0.05)
  expect(second?.psi).toBeCloseTo(0, 6)
})

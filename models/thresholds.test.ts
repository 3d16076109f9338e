import { expect, test } from 'vitest'
import { cheapest, cutOffs, type ScoredExample } from './thresholds.ts'

const costs = { falseAlert: 1, miss: 10, averted: 0.5 }
const examples: ScoredExample[] = [
  { probability: 0.9, missed: true },
  { probability: 0.5, missed: true },
  { probability: 0.5, missed: false },
  { probability: 0.05, missed: false },
]

test('cost counts false alerts and the misses that nobody averts', () => {
  const at = cutOffs(examples, costs).find(({ cut }) => cut === 0.5)
  // One false alert, and half of each of the two misses: (1 + 2 · 10 · 0.5) / 4.
  expect(at).toMatchObject({ flagged: 3, precision: 2 / 3, recall: 1, cost: 11 / 4 })
})

test('the cheapest cut-off within the capacity is taken', () => {
  expect(cheapest(cutOffs(examples, costs), 4)).toMatchObject({ flagged: 3 })
  expect(cheapest(cutOffs(examples, costs), 1)).toMatchObject({ flagged: 1 })
})

import type { FeatureVector, Level } from '../../domain/risk.ts'
import type { AssessmentExample } from './assessment.ts'

/** Features whose scorecard has exactly these points. */
const worth = {
  0: {},
  2.5: { atm_count_7d: 6, spending_change_28d: -0.4 },
  3: { atm_count_7d: 4, spending_change_28d: -0.7 },
  4.5: { income_expected: 1, salary_seen_90d: 0, atm_count_7d: 6 },
  5: { income_expected: 1, salary_seen_90d: 0, atm_count_7d: 12 },
} as const satisfies Record<number, FeatureVector>

const level = (
  points: keyof typeof worth,
  probability: number | null,
  expected: [Level, string],
  transactions = 20,
): AssessmentExample => ({
  name: `${points} points with ${probability === null ? 'no model' : `probability ${probability}`} after ${transactions} transactions are ${expected[0]}`,
  features: { ...worth[points], transactions_90d: 20, transactions_total: transactions },
  probability,
  expect: { level: expected },
})

/** Spec §3. Whoever changes the thresholds of a pack changes these sentences with them. */
export const levelExamples: readonly AssessmentExample[] = [
  level(5, 0.9, ['INSUFFICIENT_HISTORY', 'insufficient-history'], 2),
  level(5, 0.9, ['HIGH', 'high.probability'], 3),
  level(0, 0.4, ['HIGH', 'high.probability']),
  level(4.5, 0.399, ['MEDIUM', 'medium.probability']),
  level(5, 0.15, ['HIGH', 'high.scorecard-and-probability']),
  level(5, 0.149, ['MEDIUM', 'medium.scorecard-and-probability']),
  level(4.5, 0.15, ['MEDIUM', 'medium.scorecard-and-probability']),
  level(5, null, ['HIGH', 'high.scorecard-alone']),
  level(4.5, null, ['MEDIUM', 'medium.scorecard-alone']),
  level(0, 0.2, ['MEDIUM', 'medium.probability']),
  level(0, 0.199, ['LOW', 'low']),
  level(3, 0.08, ['MEDIUM', 'medium.scorecard-and-probability']),
  level(3, 0.079, ['LOW', 'low']),
  level(2.5, 0.08, ['LOW', 'low']),
  level(5, 0.079, ['MEDIUM', 'medium.scorecard']),
  level(4.5, 0.079, ['LOW', 'low']),
  level(3, null, ['MEDIUM', 'medium.scorecard-alone']),
  level(2.5, null, ['LOW', 'low.scorecard-alone']),
]

import { expect, test } from 'vitest'
import { factName, factValue } from './facts.ts'

test('a fact that nobody named is still readable', () => {
  expect(factName('fee_count_28d')).toBe('Fee count in 28 days')
})

test('a value is read in its unit', () => {
  expect(factValue('spending_change_28d', -0.374, 'INR')).toBe('−37\u00a0%')
  expect(factValue('spending_change_28d', 0.2, 'INR')).toBe('+20\u00a0%')
  expect(factValue('monthly_income_minor', 5_480_000, 'INR')).toBe('₹54,800')
  expect(factValue('salary_seen_90d', 0, 'INR')).toBe('no')
  expect(factValue('days_since_salary', 41, 'INR')).toBe('41')
  expect(factValue('persona', 'silent_drain', 'INR')).toBe('draining quietly')
})

test('what is not known is said so, and is never 0', () => {
  expect(factValue('discretionary_minor_90d', null, 'INR')).toBe('not known')
})

import { expect, test } from 'vitest'
import { featureNames, modelFeatureNames } from './catalogue.ts'
import { computeFeatures } from './compute.ts'
import { emptyState } from './state.ts'

const factsOfPolicies = [
  'days_since_salary', 'income_expected', 'salary_seen_90d', 'transactions_total', 'transactions_90d', 'atm_count_7d',
  'spending_change_28d', 'days_since_transaction', 'own_gap_median_days', 'essential_minor_90d', 'discretionary_minor_90d',
  'all_spending_minor_90d', 'monthly_income_minor', 'obligations_to_income', 'balance_ratio_60d', 'days_to_due',
  'failed_debits_90d',
] // prettier-ignore

test('every fact that policies rest on is a feature, each name once', () => {
  expect(featureNames).toEqual(expect.arrayContaining(factsOfPolicies))
  expect(new Set(featureNames).size).toBe(featureNames.length)
})

test('no model sees a raw amount, a sex, an age or a region', () => {
  for (const name of modelFeatureNames) expect(name).not.toMatch(/minor|sex|gender|age$|birth|region/)
})

test('where nothing is known, what is no count is null and no count is invented', () => {
  const vector = computeFeatures(emptyState(), Date.parse('2026-01-01T00:00:00Z'), 'Asia/Kolkata')
  const known = Object.entries(vector).filter(([, value]) => value !== null)
  expect(known.every(([, value]) => value === 0)).toBe(true)
  expect(known.map(([name]) => name)).toEqual([
    'income_expected', 'salary_seen_90d', 'income_months_6m', 'essential_minor_90d', 'discretionary_minor_90d',
    'all_spending_minor_90d', 'atm_count_7d', 'penalty_interest_90d', 'failed_debits_90d', 'transactions_total',
    'transactions_90d',
  ]) // prettier-ignore
})

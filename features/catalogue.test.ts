import { describe, expect, test } from 'vitest'
import { catalogue, featureNames, modelFeatureNames } from './catalogue.ts'
import { computeFeatures } from './compute.ts'
import { reasonSentence } from './reasons.ts'
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

describe('reasons', () => {
  test('every model feature has a sentence for a value, for both directions and for a missing value', () => {
    for (const { name, use, reason } of catalogue) {
      expect(reason !== undefined).toBe(use !== 'rules')
      if (!reason) continue
      for (const value of [-2, 0, 0.4, 1, 9, null]) {
        const raises = reasonSentence(name, value, 0.3, {})
        expect(raises).toMatch(/^[A-Z0-9-]/)
        expect(raises).not.toMatch(/null|undefined|NaN/)
        expect(reasonSentence(name, value, -0.3, {})).not.toBe(raises)
      }
    }
  })

  test('a sentence carries the customer’s own numbers', () => {
    const vector = { salary_delay_days: 9, usual_pay_day: 2 }
    const sentence = reasonSentence('salary_delay_days', 9, 0.4, vector)
    expect(sentence).toBe('Salary is 9 days late; usually it comes by the 2nd')
    expect(reasonSentence('balance_to_due', 0.4, 0.2, {})).toBe(
      'The balance covers the next payment 0.4 times',
    )
    expect(reasonSentence('days_since_salary', 1, -0.2, {})).toBe(
      'Income last came 1 day ago (speaks for paying on time)',
    )
  })

  test('a name that is no model feature is refused', () => {
    for (const name of ['monthly_income_minor', 'nonsense'])
      expect(() => reasonSentence(name, 1, 1, {})).toThrow(/no feature of a model/)
  })
})

import { describe, expect, test } from 'vitest'
import type { Persona } from '../domain/hardship.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { assess } from './assess.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')

/** Nothing is wrong with this customer. */
const calm: FeatureVector = {
  income_expected: 1,
  salary_seen_90d: 1,
  days_since_salary: 10,
  transactions_total: 200,
  transactions_90d: 60,
  atm_count_7d: 0,
  spending_change_28d: 0,
  days_since_transaction: 1,
  own_gap_median_days: 1,
  essential_minor_90d: 3_000_000,
  discretionary_minor_90d: 3_000_000,
  all_spending_minor_90d: 9_000_000,
  monthly_income_minor: 5_000_000,
  obligations_to_income: 0.2,
}

async function part(signal: string, changed: FeatureVector, persona: Persona = 'stable') {
  const { scorecard } = await assess(pack, { features: { ...calm, ...changed }, persona, probability: null })
  return scorecard.parts.find((each) => each.signal === signal)
}

test('a customer with whom nothing is wrong has no points', async () => {
  const { scorecard } = await assess(pack, { features: calm, persona: 'stable', probability: null })
  expect(scorecard.total).toBe(0)
  expect(scorecard.parts.every((each) => each.points === 0 && each.rule === null)).toBe(true)
})

type Row = [changed: FeatureVector, points: number | null, rule: string | null]

const noSalary = { salary_seen_90d: 0, days_since_salary: null }
const salaryGap: Row[] = [
  [{ ...noSalary, transactions_90d: 15 }, 3, 'salary-gap.none-seen-15'],
  [{ ...noSalary, transactions_90d: 14 }, 2, 'salary-gap.none-seen-8'],
  [{ ...noSalary, transactions_90d: 8 }, 2, 'salary-gap.none-seen-8'],
  [{ ...noSalary, transactions_90d: 7 }, 1, 'salary-gap.none-seen-4'],
  [{ ...noSalary, transactions_90d: 4 }, 1, 'salary-gap.none-seen-4'],
  [{ ...noSalary, transactions_90d: 3 }, 0, null],
  [{ days_since_salary: 46 }, 2, 'salary-gap.last-45'],
  [{ days_since_salary: 45 }, 1, 'salary-gap.last-30'],
  [{ days_since_salary: 31 }, 1, 'salary-gap.last-30'],
  [{ days_since_salary: 30 }, 0, null],
  [{ income_expected: 0, ...noSalary }, null, null],
]
const atm: Row[] = [
  [{ atm_count_7d: 12 }, 2, 'atm.12'],
  [{ atm_count_7d: 11 }, 1.5, 'atm.6'],
  [{ atm_count_7d: 6 }, 1.5, 'atm.6'],
  [{ atm_count_7d: 5 }, 1, 'atm.4'],
  [{ atm_count_7d: 4 }, 1, 'atm.4'],
  [{ atm_count_7d: 3 }, 0, null],
]
const spendingChange: Row[] = [
  [{ spending_change_28d: -0.601 }, 2, 'spending-change.60'],
  [{ spending_change_28d: -0.6 }, 1, 'spending-change.35'],
  [{ spending_change_28d: -0.351 }, 1, 'spending-change.35'],
  [{ spending_change_28d: -0.35 }, 0, null],
  [{ spending_change_28d: null }, null, null],
]
const inactivity: Row[] = [
  [{ days_since_transaction: 10 }, 1, 'inactivity.silent'],
  [{ days_since_transaction: 9 }, 0, null],
  [{ days_since_transaction: 12, own_gap_median_days: 4 }, 1, 'inactivity.silent'],
  [{ days_since_transaction: 11, own_gap_median_days: 4 }, 0, null],
  [{ days_since_transaction: 30, own_gap_median_days: null }, 0, null],
  [{ discretionary_minor_90d: 0, transactions_90d: 11 }, 1, 'inactivity.essential-only'],
  [{ discretionary_minor_90d: 0, transactions_90d: 10 }, 0.5, 'inactivity.mostly-essential'],
  [{ essential_minor_90d: 401, discretionary_minor_90d: 100 }, 0.5, 'inactivity.mostly-essential'],
  [{ essential_minor_90d: 400, discretionary_minor_90d: 100 }, 0, null],
  [{ discretionary_minor_90d: null }, 0, null],
]

describe.each([
  ['salary_gap', salaryGap],
  ['atm', atm],
  ['spending_change', spendingChange],
  ['inactivity', inactivity],
] as const)('%s', (signal, rows) => {
  test.each(rows)('%o gives %s points by %s', async (changed, points, rule) => {
    expect(await part(signal, changed)).toEqual({ signal, points, rule })
  })
})

describe('persona', () => {
  const standing2 = { ...noSalary, transactions_90d: 9 }
  test('an income shock without salary gives a point once two stand', async () => {
    expect((await part('persona', standing2, 'income_shock'))?.points).toBe(1)
    expect((await part('persona', { ...noSalary, transactions_90d: 7 }, 'income_shock'))?.points).toBe(0)
  })
  test('an income shock with a salary on record gives none', async () => {
    expect((await part('persona', { days_since_salary: 46 }, 'income_shock'))?.points).toBe(0)
  })
  test('a silent drain gives half a point below ten transactions', async () => {
    expect((await part('persona', standing2, 'silent_drain'))?.points).toBe(0.5)
    expect((await part('persona', { ...noSalary, transactions_90d: 10 }, 'silent_drain'))?.points).toBe(0)
  })
})

test('all that can come together adds up to nine', async () => {
  const worst = { ...noSalary, atm_count_7d: 12, spending_change_28d: -0.9, days_since_transaction: 10 }
  const features = { ...calm, ...worst }
  const { scorecard } = await assess(pack, { features, persona: 'income_shock', probability: null })
  expect(scorecard.total).toBe(9)
})

test('a feature that is missing altogether is refused, not taken for unknown', () => {
  const features = { ...calm }
  delete features['atm_count_7d']
  expect(() => assess(pack, { features, persona: 'stable', probability: null })).toThrow(
    expect.objectContaining({ code: 'invalid', parameters: { feature: 'atm_count_7d' } }),
  )
})

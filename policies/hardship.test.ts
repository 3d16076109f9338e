import { describe, expect, test } from 'vitest'
import type { Persona } from '../domain/hardship.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { compiledPack } from './compiled-pack.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')

const calm: FeatureVector = {
  salary_seen_90d: 1,
  days_since_salary: 10,
  transactions_90d: 60,
  atm_count_7d: 0,
  spending_change_28d: 0,
  essential_minor_90d: 3_000_000,
  discretionary_minor_90d: 3_000_000,
  all_spending_minor_90d: 9_000_000,
  monthly_income_minor: 5_000_000,
  obligations_to_income: 0.2,
}
const find = (changed: FeatureVector, persona: Persona = 'stable') =>
  compiledPack(pack).hardship({ ...calm, ...changed, persona })

const noSalary = { salary_seen_90d: 0, days_since_salary: null }
const essentials = {
  essential_minor_90d: 7_100_000,
  discretionary_minor_90d: 2_800_000,
  all_spending_minor_90d: 10_000_000,
}
const spree = { essential_minor_90d: 100_000, discretionary_minor_90d: 300_001 }

type Row = [rule: string, changed: FeatureVector, persona?: Persona]
const wins: Row[] = [
  ['income-shock.no-salary', { ...noSalary, transactions_90d: 5 }, 'income_shock'],
  ['income-shock.no-salary', { ...noSalary, transactions_90d: 5 }, 'silent_drain'],
  ['income-shock.late-salary-and-cash', { days_since_salary: 31, atm_count_7d: 3 }],
  ['liquidity-stress.cash-and-falling-spending', { atm_count_7d: 5, spending_change_28d: -0.21 }],
  ['liquidity-stress.much-cash', { atm_count_7d: 8 }],
  ['expense-compression.no-discretionary', { discretionary_minor_90d: 0, transactions_90d: 5 }],
  [
    'expense-compression.falling-spending',
    {
      spending_change_28d: -0.41,
      essential_minor_90d: 301,
      discretionary_minor_90d: 100,
      transactions_90d: 5,
    },
  ],
  ['over-leverage.obligations', { ...essentials, obligations_to_income: 0.4 }],
  ['over-leverage.obligations-or-income-unknown', { ...essentials, obligations_to_income: null }],
  ['overspending.discretionary', spree],
  ['overspending.persona', { essential_minor_90d: 100_000, discretionary_minor_90d: 200_001 }, 'overspender'],
  ['none', {}],
]

test.each(wins)('%s can be reached', async (rule, changed, persona) => {
  expect((await find(changed, persona)).rule).toBe(rule)
})

test('every rule of the pack is reached', () => {
  const reached = new Set(wins.map(([rule]) => rule))
  expect(pack.documents.hardship.rules.map((rule) => rule.name).filter((name) => !reached.has(name))).toEqual(
    [],
  )
})

const misses: Row[] = [
  ['no salary, four transactions', { ...noSalary, transactions_90d: 4 }, 'income_shock'],
  ['no salary, stable', noSalary],
  ['salary 30 days ago', { days_since_salary: 30, atm_count_7d: 3 }],
  ['two withdrawals', { days_since_salary: 31, atm_count_7d: 2 }],
  ['spending 20 % down', { atm_count_7d: 5, spending_change_28d: -0.2 }],
  ['four withdrawals', { atm_count_7d: 4, spending_change_28d: -0.3 }],
  ['seven withdrawals', { atm_count_7d: 7 }],
  ['no discretionary, four transactions', { discretionary_minor_90d: 0, transactions_90d: 4 }],
  ['discretionary not assessable', { discretionary_minor_90d: null, spending_change_28d: -0.9 }],
  ['essential 70 % of all', { ...essentials, essential_minor_90d: 7_000_000, obligations_to_income: 0.9 }],
  ['obligations 39 % of income', { ...essentials, obligations_to_income: 0.39 }],
  ['discretionary 3,000 INC', { ...spree, discretionary_minor_90d: 300_000 }],
  ['discretionary 2.5 times', { essential_minor_90d: 200_000, discretionary_minor_90d: 500_000 }],
]
test.each(misses)('%s is no hardship', async (_, changed, persona) => {
  expect((await find(changed, persona)).type).toBe('NONE')
})

describe('order', () => {
  const ladder: Row[] = [
    ['OVERSPENDING', spree],
    [
      'OVER_LEVERAGE',
      {
        essential_minor_90d: 90,
        discretionary_minor_90d: 300_001,
        all_spending_minor_90d: 100,
        obligations_to_income: 1,
      },
    ],
    [
      'EXPENSE_COMPRESSION',
      { discretionary_minor_90d: 0, all_spending_minor_90d: 3_000_000, obligations_to_income: 1 },
    ],
    ['LIQUIDITY_STRESS', { discretionary_minor_90d: 0, atm_count_7d: 8 }],
    ['INCOME_SHOCK', { discretionary_minor_90d: 0, atm_count_7d: 8, days_since_salary: 31 }],
  ]
  test.each(ladder)('%s wins over what stands below it', async (type, changed) => {
    expect((await find(changed)).type).toBe(type)
  })
})

describe('amounts', () => {
  test('are scaled to the income of the customer', async () => {
    expect((await find({ ...spree, monthly_income_minor: 10_000_000 })).type).toBe('NONE')
    const twice = { ...spree, discretionary_minor_90d: 600_001, monthly_income_minor: 10_000_000 }
    expect((await find(twice)).rule).toBe('overspending.discretionary')
  })
  test('match nobody whose income is unknown, and the facts say so', async () => {
    const found = await find({ ...spree, monthly_income_minor: null }, 'overspender')
    expect(found.type).toBe('NONE')
    expect(found.facts).toMatchObject({ monthly_income_minor: null, discretionary_minor_90d: 300_001 })
  })
})

test('a finding names the facts that its rule saw, and no others', async () => {
  expect(await find({ ...essentials, obligations_to_income: null })).toEqual({
    type: 'OVER_LEVERAGE',
    rule: 'over-leverage.obligations-or-income-unknown',
    facts: {
      essential_minor_90d: 7_100_000,
      all_spending_minor_90d: 10_000_000,
      transactions_90d: 60,
      obligations_to_income: null,
    },
  })
})

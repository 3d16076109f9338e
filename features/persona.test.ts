import { expect, test } from 'vitest'
import { inferPersona } from './persona.ts'

const calm = {
  transactions_90d: 40,
  income_expected: 1,
  days_since_salary: 12,
  balance_ratio_60d: 1,
  essential_minor_90d: 1000,
  discretionary_minor_90d: 500,
}

test('nothing unusual is stable', () => expect(inferPersona(calm)).toBe('stable'))

test('expected income that has not come for 35 days is an income shock, 34 days are none', () => {
  expect(inferPersona({ ...calm, days_since_salary: 35 })).toBe('income_shock')
  expect(inferPersona({ ...calm, days_since_salary: null })).toBe('income_shock')
  expect(inferPersona({ ...calm, days_since_salary: 34 })).toBe('stable')
})

test('an income shock needs expected income and ten transactions', () => {
  expect(inferPersona({ ...calm, days_since_salary: 60, income_expected: 0 })).toBe('stable')
  expect(inferPersona({ ...calm, days_since_salary: 60, transactions_90d: 9 })).toBe('stable')
})

test('few transactions and a balance below 60 % of that 60 days ago are a silent drain', () => {
  expect(inferPersona({ ...calm, transactions_90d: 9, balance_ratio_60d: 0.59 })).toBe('silent_drain')
  expect(inferPersona({ ...calm, transactions_90d: 10, balance_ratio_60d: 0.59 })).toBe('stable')
  expect(inferPersona({ ...calm, transactions_90d: 9, balance_ratio_60d: 0.6 })).toBe('stable')
  expect(inferPersona({ ...calm, transactions_90d: 9, balance_ratio_60d: null })).toBe('stable')
})

test('discretionary above 1.5 times essential is an overspender, unless it cannot be assessed', () => {
  expect(inferPersona({ ...calm, discretionary_minor_90d: 1501 })).toBe('overspender')
  expect(inferPersona({ ...calm, discretionary_minor_90d: 1500 })).toBe('stable')
  expect(inferPersona({ ...calm, discretionary_minor_90d: null })).toBe('stable')
})

test('the first match wins: an income shock that overspends is an income shock', () =>
  expect(inferPersona({ ...calm, days_since_salary: 60, discretionary_minor_90d: 9000 })).toBe(
    'income_shock',
  ))

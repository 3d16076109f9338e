import { expect, test } from 'vitest'
import { materialChange, type Material } from './material-change.ts'

const before: Material = {
  level: 'MEDIUM',
  hardship: 'INCOME_SHOCK',
  interventionId: 'income-shock.medium',
  probability: 0.35,
}
const causeOf = (change: Partial<Material>) => materialChange(before, { ...before, ...change })

test('a new level, hardship or action voids an approval', () => {
  expect(causeOf({ level: 'HIGH' })).toBe('level')
  expect(causeOf({ hardship: 'NONE' })).toBe('hardship')
  expect(causeOf({ interventionId: 'none.medium' })).toBe('action')
})

test('a probability voids an approval from ten points on, up or down', () => {
  expect(causeOf({ probability: 0.45 })).toBe('probability')
  expect(causeOf({ probability: 0.25 })).toBe('probability')
  expect(causeOf({ probability: 0.449 })).toBeNull()
  expect(causeOf({ probability: 0.251 })).toBeNull()
})

test('a score that comes or goes voids an approval', () => {
  expect(causeOf({ probability: null })).toBe('probability')
  expect(materialChange({ ...before, probability: null }, before)).toBe('probability')
  expect(materialChange({ ...before, probability: null }, { ...before, probability: null })).toBeNull()
})

test('what is the same voids nothing', () => {
  expect(causeOf({})).toBeNull()
})

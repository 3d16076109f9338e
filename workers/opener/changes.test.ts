import { expect, test } from 'vitest'
import type { Evaluation } from '../../domain/evaluation.ts'
import { loadPack } from '../../policies/pack.ts'
import type { UndecidedCase } from '../../stores/postgres/undecided-cases.ts'
import { isNews } from './changes.ts'

const pack = loadPack('in')
const open: UndecidedCase = {
  caseId: `case-c_${'a'.repeat(26)}-1`,
  customer: `c_${'a'.repeat(26)}`,
  level: 'MEDIUM',
  hardship: 'INCOME_SHOCK',
  probability: 0.3,
  obligationId: 'loan-1',
  openedAt: '2026-03-02T04:30:00.000Z',
  isDeclared: false,
  hasFallen: false,
}
const evaluation = {
  asOf: '2026-03-03T04:30:00.000Z',
  level: 'MEDIUM',
  hardship: { type: 'INCOME_SHOCK' },
  score: { probability: 0.35 },
  obligation: { id: 'loan-1' },
} as Evaluation
const says = (change: object, state: Partial<UndecidedCase> = {}): boolean =>
  isNews(pack, { ...open, ...state }, { ...evaluation, ...change } as Evaluation)

test('what is only seen since is no news to a case', () => {
  expect(says({})).toBe(false)
})

test('a new level, a new hardship and a probability that moves by ten points are news', () => {
  expect(says({ level: 'HIGH' })).toBe(true)
  expect(says({ hardship: { type: 'NONE' } })).toBe(true)
  expect(says({ score: { probability: 0.4 } })).toBe(true)
})

test('a declared hardship outranks what the classifier finds later', () => {
  expect(says({ hardship: { type: 'NONE' } }, { isDeclared: true })).toBe(false)
})

test('an older word, and a word about another obligation, are no news', () => {
  expect(says({ level: 'HIGH', asOf: open.openedAt })).toBe(false)
  expect(says({ level: 'HIGH', obligation: { id: 'loan-2' } })).toBe(false)
  expect(says({ level: 'LOW', obligation: null })).toBe(false)
})

test('a case whose level has fallen hears only that it has risen again', () => {
  expect(says({ level: 'LOW' }, { hasFallen: true })).toBe(false)
  expect(says({}, { hasFallen: true })).toBe(true)
  expect(says({ level: 'LOW' })).toBe(true)
})

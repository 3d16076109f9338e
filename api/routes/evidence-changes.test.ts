import { expect, test } from 'vitest'
import type { Evidence } from '../../domain/evidence.ts'
import { evidenceChanges } from './evidence-changes.ts'

const evidence = (more: object): Evidence =>
  ({
    ...{
      level: 'MEDIUM',
      persona: 'stable',
      score: { probability: 0.312 },
      scorecard: { total: 3.5, parts: [] },
    },
    ...{ features: { atm_count_7d: 4, days_since_salary: 31, fee_count_28d: 1 } },
    ...{
      reasons: [{ feature: 'atm_count_7d' }],
      hardship: { type: 'LIQUIDITY_STRESS', rule: 'r', facts: {} },
    },
    ...more,
  }) as unknown as Evidence

test('what has not changed is not told, and neither is a change too small to be shown', () => {
  expect(evidenceChanges(evidence({}), evidence({ score: { probability: 0.314 } }))).toEqual([])
})

test('the headline comes first, then the reasons; a feature that was no reason stays out', () => {
  const later = evidence({
    ...{ level: 'HIGH', score: { probability: 0.44 } },
    ...{ features: { atm_count_7d: 9, days_since_salary: 31, fee_count_28d: 7 } },
  })
  expect(evidenceChanges(evidence({}), later)).toEqual([
    { what: 'level', before: 'MEDIUM', after: 'HIGH' },
    { what: 'probability', before: 0.312, after: 0.44 },
    { what: 'atm_count_7d', before: 4, after: 9 },
  ])
})

test('a declared hardship outranks what the classifier finds later', () => {
  const declared = { hardship: 'INCOME_SHOCK', source: 'branch' }
  const later = evidence({ hardship: { type: 'OVERSPENDING', rule: 'x', facts: {} } })
  expect(evidenceChanges(evidence({ declared }), later)).toEqual([])
})

import { expect, test } from 'vitest'
import { hardships } from '../domain/hardship.ts'
import { levels } from '../domain/risk.ts'
import { interventionFor } from './intervene.ts'
import { matchingRules } from './match.ts'
import { loadPack } from './pack.ts'
import { templateOf } from './texts.ts'

const pack = loadPack('in')

test.each([
  ['INCOME_SHOCK', 'HIGH', ['contract_change'], 'URGENT', 4],
  ['INCOME_SHOCK', 'MEDIUM', ['date_change'], 'HIGH', 24],
  ['LIQUIDITY_STRESS', 'HIGH', ['date_change'], 'URGENT', 4],
  ['LIQUIDITY_STRESS', 'MEDIUM', ['message'], 'HIGH', 48],
  ['EXPENSE_COMPRESSION', 'HIGH', ['contract_change'], 'URGENT', 8],
  ['EXPENSE_COMPRESSION', 'MEDIUM', ['message'], 'MEDIUM', 72],
  ['OVERSPENDING', 'HIGH', ['referral', 'restriction'], 'URGENT', 8],
  ['OVERSPENDING', 'MEDIUM', ['referral'], 'MEDIUM', 72],
  ['OVER_LEVERAGE', 'HIGH', ['contract_change', 'restriction'], 'URGENT', 8],
  ['OVER_LEVERAGE', 'MEDIUM', ['referral'], 'HIGH', 48],
] as const)(
  '%s at %s asks for %o, %s, within %s hours, and has a text',
  (hardship, level, kinds, priority, sla) => {
    const found = interventionFor(pack, hardship, level)
    expect(found).toMatchObject({ kinds, priority, sla_hours: sla })
    expect(templateOf(pack, found?.templateId ?? '').id).toBe(found?.templateId)
  },
)

test('no hardship at HIGH is reviewed by a person, at MEDIUM monitored, and neither has a text', () => {
  expect(interventionFor(pack, 'NONE', 'HIGH')).toMatchObject({
    kinds: ['manual_review'],
    priority: 'HIGH',
    sla_hours: 24,
    templateId: null,
  })
  expect(interventionFor(pack, 'NONE', 'MEDIUM')).toMatchObject({
    kinds: ['monitor'],
    sla_hours: 72,
    templateId: null,
  })
})

test('LOW and insufficient history ask for nothing', () => {
  for (const hardship of hardships) {
    expect(interventionFor(pack, hardship, 'LOW')).toBeNull()
    expect(interventionFor(pack, hardship, 'INSUFFICIENT_HISTORY')).toBeNull()
  }
})

test('the rules engine finds the same cell for every hardship and level', async () => {
  for (const hardship of hardships) {
    for (const level of levels) {
      const matching = await matchingRules(pack.documents.matrix.cells, { hardship, level }, 1)
      expect([...matching]).toEqual([interventionFor(pack, hardship, level)?.id].filter(Boolean))
    }
  }
})

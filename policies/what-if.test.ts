import { expect, test } from 'vitest'
import { featuresRead } from './assess.ts'
import { loadPack, type Pack } from './pack.ts'
import { differencesOf, treatmentOf } from './what-if.ts'

const pack = loadPack('in')
const features = {
  ...Object.fromEntries(featuresRead(pack).map((name) => [name, null])),
  ...{ transactions_total: 50, transactions_90d: 20, atm_count_7d: 12, spending_change_28d: -0.65 },
}
const evaluation = { features, persona: 'stable', score: null } as const
const changed = (change: (documents: Pack['documents']) => void): Pack => {
  const documents = structuredClone(pack.documents)
  change(documents)
  return { ...pack, documents }
}

test('under the same rules nobody is treated otherwise', () => {
  const treated = treatmentOf(pack, evaluation)
  expect(treated).toMatchObject({
    level: 'MEDIUM',
    hardship: 'LIQUIDITY_STRESS',
    opensCase: true,
    approval: 'one',
    sla_hours: 48,
  })
  expect(
    differencesOf(
      treated,
      treatmentOf(
        changed(() => undefined),
        evaluation,
      ),
    ),
  ).toEqual([])
})

test('a lower threshold raises the level, and with it plan, SLA, text and approvals', () => {
  const stricter = changed(({ levels }) => {
    const rule = levels.rules.find(({ name }) => name === 'high.scorecard-alone')
    if (rule && 'all' in rule.conditions)
      rule.conditions.all[1] = { fact: 'scorecard_total', operator: 'greaterThanInclusive', value: 4 }
  })
  const after = treatmentOf(stricter, evaluation)
  expect(after).toMatchObject({
    level: 'HIGH',
    intervention: 'liquidity-stress.high',
    approval: 'two-with-credit',
  })
  expect(differencesOf(treatmentOf(pack, evaluation), after)).toEqual([
    'level',
    'intervention',
    'kinds',
    'sla_hours',
    'templateId',
    'approval',
  ])
})

test('another level that opens cases shows as just that', () => {
  const wider = changed(({ opening }) => void (opening.levels = ['HIGH']))
  expect(differencesOf(treatmentOf(pack, evaluation), treatmentOf(wider, evaluation))).toEqual(['opensCase'])
})

import { expect, test } from 'vitest'
import { packChanges, packItems, ruleSentence } from './rules.ts'

const rule = {
  name: 'high.probability',
  conditions: { all: [{ fact: 'probability', operator: 'greaterThanInclusive', value: 0.4 }] },
  event: { type: 'level', params: { level: 'HIGH' } },
}

test('a rule reads as a sentence with its result', () => {
  expect(packItems({ rules: [rule] })[0]?.says).toBe('Probability is at least 0.4 → Level: High')
})

test('what is missing is said to be not known', () => {
  expect(ruleSentence({ all: [{ fact: 'probability', operator: 'equal', value: null }] })).toBe(
    'Probability is not known',
  )
})

test('alternatives within a rule stand in brackets', () => {
  const any = {
    any: [
      { fact: 'persona', operator: 'equal', value: 'stable' },
      { fact: 'atm_count_7d', operator: 'lessThan', value: 3 },
    ],
  }
  expect(ruleSentence({ all: [any, { fact: 'scorecard_total', operator: 'greaterThan', value: 5 }] })).toBe(
    '(Behaviour is stable or Cash withdrawals in 7 days is below 3) and Scorecard is above 5',
  )
})

test('what a draft changes, adds and leaves out is named', () => {
  const changed = {
    ...rule,
    conditions: { all: [{ fact: 'probability', operator: 'greaterThanInclusive', value: 0.5 }] },
  }
  const changes = packChanges({ rules: [rule, { name: 'old' }] }, { rules: [changed, { name: 'new' }] })
  expect(changes.map(({ name, is }) => [name, is])).toEqual([
    ['high.probability', 'changed'],
    ['old', 'removed'],
    ['new', 'added'],
  ])
})

test('a source of the whole document stands beside each of its rules', () => {
  expect(
    packItems({ source: 'bank policy', rules: [rule] }).map(({ name, source }) => [name, source]),
  ).toEqual([['high.probability', 'bank policy']])
})

test('what is no rule reads as words, not as code', () => {
  const row = { id: 'short-of-cash.high', sla_hours: 4, kinds: ['message'], second: { needed: true } }
  expect(packItems({ rows: [row] })[0]).toMatchObject({
    name: 'short-of-cash.high',
    says: 'sla hours: 4, kinds: message, second: (needed: yes)',
  })
})

test('a row of the matrix reads as what is done, how soon and with which text', () => {
  const params = {
    ...{ title: 'Payment holiday; verify employment', kinds: ['contract_change'], priority: 'URGENT' },
    ...{ sla_hours: 4, templateId: 'income-shock.high' },
  }
  const row = { name: 'income-shock.high', conditions: rule.conditions, event: { type: 'x', params } }
  expect(packItems({ rules: [row] })[0]?.says).toBe(
    'Probability is at least 0.4 → Action: Payment holiday; verify employment, Kind: Contract change, Priority: Urgent, Working hours to decide: 4, Text: income shock high',
  )
})

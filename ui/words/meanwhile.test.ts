import { expect, test } from 'vitest'
import type { CaseDetail } from '../../api/contract.ts'
import { meanwhile } from './meanwhile.ts'

type Decision = { id: string; by: string; verdict: string; accepted?: boolean }
const detail = (more: {
  stage?: string
  decisions?: Decision[]
  level?: string
  version?: number
  text?: string
}): CaseDetail =>
  ({
    row: { stage: more.stage ?? 'awaiting_decision' },
    decisions: (more.decisions ?? []).map(({ id, by, verdict, accepted = true }) => ({
      ...{ id, verdict, accepted },
      by: { id: by, name: by.toUpperCase() },
    })),
    evidence: {
      ...{ version: more.version ?? 1, level: more.level ?? 'MEDIUM' },
      ...{ hardship: { type: 'INCOME_SHOCK' }, score: { probability: 0.3 }, scorecard: { total: 3 } },
    },
    plan: { hash: more.text ?? 'Hello', steps: [{ index: 0, text: more.text ?? 'Hello', edited: null }] },
  }) as unknown as CaseDetail

test('another person’s decision is told by name, one’s own is not', () => {
  const decisions = [{ id: '1', by: 'ben', verdict: 'approve' }]
  const now = detail({ stage: 'awaiting_second', decisions })
  expect(meanwhile(detail({}), now, 'asha')?.said).toEqual(['BEN: The case was approved'])
  expect(meanwhile(detail({}), now, 'ben')).toBeNull()
})

test('other words in the plan are shown as before and after', () => {
  const decisions = [{ id: '1', by: 'ben', verdict: 'amend' }]
  expect(meanwhile(detail({}), detail({ decisions, text: 'Good day' }), 'asha')?.texts).toEqual([
    { before: 'Hello', after: 'Good day' },
  ])
})

test('new evidence is told by what it changes', () => {
  expect(meanwhile(detail({}), detail({ version: 2, level: 'HIGH' }), 'asha')?.facts).toEqual([
    { what: 'level', before: 'MEDIUM', after: 'HIGH' },
  ])
})

test('a message on its way is progress, a blocked one is news', () => {
  expect(meanwhile(detail({ stage: 'holding' }), detail({ stage: 'sending' }), 'asha')).toBeNull()
  expect(meanwhile(detail({ stage: 'sending' }), detail({ stage: 'blocked' }), 'asha')?.said).toHaveLength(1)
})

test('a refused try of somebody is no news', () => {
  const decisions = [{ id: '1', by: 'ben', verdict: 'approve', accepted: false }]
  expect(meanwhile(detail({}), detail({ decisions }), 'asha')).toBeNull()
})

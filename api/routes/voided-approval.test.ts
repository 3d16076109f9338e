import { expect, test } from 'vitest'
import type { Decision } from '../../stores/postgres/decisions.ts'
import type { StoredEvidence } from '../../stores/postgres/evidence.ts'
import { voidedApproval } from './voided-approval.ts'

const decision = (at: string, actorId: string, more: Partial<Decision> = {}): Decision => ({
  decisionId: `${actorId}-${at}`,
  caseId: 'case-c_a-1',
  verdict: 'approve',
  rejectReason: null,
  detail: null,
  actorId,
  evidenceHash: 'e1',
  planHash: 'p1',
  accepted: true,
  refusal: null,
  remarkRef: null,
  remarkSha256: null,
  at: `2026-03-02T0${at}:00:00.000Z`,
  ...more,
})
const evidence = (version: number, at: string, level: string) =>
  ({
    version,
    hash: `e${version}`,
    createdAt: `2026-03-02T0${at}:00:00.000Z`,
    evidence: {
      ...{ level, persona: 'stable', score: null, scorecard: { total: 4, parts: [] }, features: {} },
      ...{ reasons: [], hardship: { type: 'INCOME_SHOCK', rule: 'r', facts: {} } },
    },
  }) as unknown as StoredEvidence
const person = (id: string) => ({ id, name: id.toUpperCase() })
const mark = (at: string, why: string) => ({ at: `2026-03-02T0${at}:00:00.000Z`, why })

test('a changed level says that it voided the approval, whose, and from what to what', () => {
  const voided = voidedApproval({
    decisions: [decision('1', 'asha')],
    marks: [mark('3', 'changed:level')],
    evidences: [evidence(1, '0', 'MEDIUM'), evidence(2, '3', 'HIGH')],
    person,
  })
  expect(voided).toEqual({
    at: '2026-03-02T03:00:00.000Z',
    why: 'changed:level',
    by: null,
    approvers: [{ id: 'asha', name: 'ASHA' }],
    changes: [{ what: 'level', before: 'MEDIUM', after: 'HIGH' }],
  })
})

test('the person who came first is named, not the case that followed', () => {
  const voided = voidedApproval({
    decisions: [decision('1', 'asha'), decision('2', 'ben', { verdict: 'amend' })],
    marks: [mark('3', 'amended')],
    evidences: [evidence(1, '0', 'HIGH')],
    person,
  })
  expect([voided?.why, voided?.by?.id, voided?.changes]).toEqual(['amend', 'ben', []])
})

test('an approval that still counts is not voided, and a refused one never stood', () => {
  const evidences = [evidence(1, '0', 'HIGH')]
  expect(voidedApproval({ decisions: [decision('1', 'asha')], marks: [], evidences, person })).toBeNull()
  const refused = [decision('1', 'asha', { accepted: false })]
  expect(voidedApproval({ decisions: refused, marks: [mark('2', 'x')], evidences, person })).toBeNull()
})

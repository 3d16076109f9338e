import { expect, test } from 'vitest'
import type { Proposal } from '../activities/decide-intervention.ts'
import type { CaseStage } from '../domain/case.ts'
import type { DecisionClaims } from '../domain/decision.ts'
import { emptyDesk, type Desk } from './case-desk.ts'
import { refusalOfDecision, refusalOfUndo } from './case-refusals.ts'

const NOW_MS = Date.parse('2026-11-23T10:00:00Z')
const caseId = `case-c_${'a'.repeat(26)}-1`
const evidenceHash = 'a'.repeat(64)
const planHash = 'b'.repeat(64)

function deskAt(stage: CaseStage, change: Partial<Desk> = {}): Desk {
  const start = { caseId } as Desk['start']
  const proposal = {
    evidenceHash,
    planHash,
    stepCount: 1,
    needsSecond: true,
    needsCreditAuthority: true,
  } as Proposal
  return { ...emptyDesk(start), stage, proposal, ...change }
}

const says = (change: Partial<DecisionClaims> = {}): DecisionClaims => ({
  schema: 'decision/1',
  caseId,
  decisionId: crypto.randomUUID(),
  verdict: 'approve',
  rejectReason: null,
  evidenceHash,
  planHash,
  actor: { id: 'first', roles: ['case_worker'], permissions: [] },
  issuedAt: '2026-11-23T09:59:00.000Z',
  expiresAt: '2026-11-23T10:04:00.000Z',
  ...change,
})
const rejects = says({ verdict: 'reject', rejectReason: 'other' })
const undoes = says({ verdict: 'undo' })

test('only a case that waits for people takes an approval', () => {
  const taking: CaseStage[] = ['awaiting_decision', 'awaiting_second', 'blocked']
  const stages: CaseStage[] = [
    'holding',
    'awaiting_window',
    'awaiting_delivery',
    'unresolved',
    'monitoring',
    'awaiting_outcome',
    'closed',
  ]
  for (const stage of taking) expect(refusalOfDecision(deskAt(stage), says(), NOW_MS)).toBeNull()
  for (const stage of stages) expect(refusalOfDecision(deskAt(stage), says(), NOW_MS)).toBe('not-waiting')
})

test('an unresolved case takes a rejection, so that a person can end it, and never an approval', () => {
  expect(refusalOfDecision(deskAt('unresolved'), rejects, NOW_MS)).toBeNull()
  expect(refusalOfDecision(deskAt('unresolved'), says(), NOW_MS)).toBe('not-waiting')
})

test('a case that operations must look at takes no approval', () => {
  expect(refusalOfDecision(deskAt('blocked', { isInTrouble: true }), says(), NOW_MS)).toBe('not-waiting')
})

test('while the case moves the answer is to try again, not no', () => {
  expect(refusalOfDecision(deskAt('sending'), says(), NOW_MS)).toBe('still-moving')
  expect(refusalOfDecision(deskAt('assessing', { proposal: null }), says(), NOW_MS)).toBe('still-moving')
})

test('a decision that was consumed is refused', () => {
  const said = says()
  const desk = deskAt('awaiting_second', { consumedDecisions: new Set([said.decisionId]) })
  expect(refusalOfDecision(desk, said, NOW_MS)).toBe('decision-used')
})

test('a token ends five minutes after it was issued, whatever it says itself', () => {
  const long = says({ issuedAt: '2026-11-23T09:54:00.000Z', expiresAt: '2026-11-24T00:00:00.000Z' })
  expect(refusalOfDecision(deskAt('awaiting_decision'), long, NOW_MS)).toBe('token-expired')
})

test('the second approver is another person, with credit authority where the kind asks for it', () => {
  const desk = deskAt('awaiting_second', { approvals: ['first'] })
  const second = (permissions: DecisionClaims['actor']['permissions']) =>
    says({ actor: { id: 'second', roles: ['supervisor'], permissions } })
  expect(refusalOfDecision(desk, says(), NOW_MS)).toBe('second-is-first')
  expect(refusalOfDecision(desk, second([]), NOW_MS)).toBe('credit-authority')
  expect(refusalOfDecision(desk, second(['credit_authority']), NOW_MS)).toBeNull()
})

test('a first approval is taken back by who gave it or by a supervisor while a second is awaited', () => {
  const desk = deskAt('awaiting_second', { approvals: ['first'] })
  const undoneBy = (id: string, role: 'case_worker' | 'supervisor') =>
    refusalOfUndo(desk, says({ verdict: 'undo', actor: { id, roles: [role], permissions: [] } }), NOW_MS)
  expect(undoneBy('first', 'case_worker')).toBeNull()
  expect(undoneBy('other', 'supervisor')).toBeNull()
  expect(undoneBy('other', 'case_worker')).toBe('not-yours')
  expect(refusalOfUndo(deskAt('awaiting_decision'), undoes, NOW_MS)).toBe('hold-over')
})

test('an undo is taken in the ten seconds and while the case waits for a lawful moment, then no more', () => {
  const approvals = ['first']
  const holding = deskAt('holding', { approvals, holdUntil_ms: NOW_MS + 1 })
  expect(refusalOfUndo(holding, undoes, NOW_MS)).toBeNull()
  expect(refusalOfUndo(holding, undoes, NOW_MS + 1)).toBe('hold-over')
  expect(refusalOfUndo(deskAt('awaiting_window', { approvals }), undoes, NOW_MS)).toBeNull()
  expect(refusalOfUndo(deskAt('sending', { approvals }), undoes, NOW_MS)).toBe('hold-over')
})

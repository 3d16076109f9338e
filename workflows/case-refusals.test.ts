import { expect, test } from 'vitest'
import type { Proposal } from '../activities/decide-intervention.ts'
import type { CaseStage } from '../domain/case.ts'
import type { DecisionClaims } from '../domain/decision.ts'
import { emptyDesk, type Desk } from './case-desk.ts'
import { refusalOfClaims } from './case-refusals.ts'

const NOW_MS = Date.parse('2026-11-23T10:00:00Z')
const caseId = `case-c_${'a'.repeat(26)}-1`
const DAY_MS = 86_400_000
const evidenceHash = 'a'.repeat(64)
const planHash = 'b'.repeat(64)

function deskAt(stage: CaseStage, change: Partial<Desk> = {}): Desk {
  return { ...emptyDesk(start), stage, proposal: proposalWith({}), ...change }
}
const start = { caseId, clock: [] as Desk['clock'] } as Desk['start']
const proposalWith = (change: Partial<Proposal>): Proposal =>
  ({
    ...{ evidenceHash, planHash, stepCount: 1, needsSecond: true, needsCreditAuthority: true },
    ...{ isManualReview: false, policyAuthors: [], dueDatePassed_ms: NOW_MS + 18 * DAY_MS },
    ...change,
  }) as Proposal

const says = (change: Partial<DecisionClaims> = {}): DecisionClaims => ({
  schema: 'decision/1',
  caseId,
  decisionId: crypto.randomUUID(),
  verdict: 'approve',
  rejectReason: null,
  detail: null,
  evidenceHash,
  planHash,
  actor: { id: 'first', roles: ['case_worker'], permissions: [] },
  issuedAt: '2026-11-23T09:59:00.000Z',
  expiresAt: '2026-11-23T10:04:00.000Z',
  ...change,
})
const first = { actorId: 'first', decisionId: crypto.randomUUID() }
const rejects = says({ verdict: 'reject', rejectReason: 'other' })
const undoes = says({ verdict: 'undo' })

test('only a case that waits for people takes an approval', () => {
  const taking: CaseStage[] = ['awaiting_decision', 'awaiting_second', 'blocked']
  const stages: CaseStage[] = [
    'holding',
    'awaiting_window',
    'awaiting_delivery',
    'unresolved',
    'snoozed',
    'on_hold',
    'monitoring',
    'awaiting_outcome',
    'closed',
  ]
  for (const stage of taking) expect(refusalOfClaims(deskAt(stage), says(), NOW_MS)).toBeNull()
  for (const stage of stages) expect(refusalOfClaims(deskAt(stage), says(), NOW_MS)).toBe('not-waiting')
})

test('an unresolved case takes a rejection, so that a person can end it, and never an approval', () => {
  expect(refusalOfClaims(deskAt('unresolved'), rejects, NOW_MS)).toBeNull()
  expect(refusalOfClaims(deskAt('unresolved'), says(), NOW_MS)).toBe('not-waiting')
})

test('a case that operations must look at takes no approval', () => {
  expect(
    refusalOfClaims(deskAt('blocked', { reason: 'operations:corrupt:margin-mismatch' }), says(), NOW_MS),
  ).toBe('not-waiting')
})

test('while the case moves the answer is to try again, not no', () => {
  expect(refusalOfClaims(deskAt('sending'), says(), NOW_MS)).toBe('still-moving')
  expect(refusalOfClaims(deskAt('assessing', { proposal: null }), says(), NOW_MS)).toBe('still-moving')
})

test('a decision that was consumed is refused', () => {
  const said = says()
  const desk = deskAt('awaiting_second', { consumedDecisions: new Map([[said.decisionId, NOW_MS]]) })
  expect(refusalOfClaims(desk, said, NOW_MS)).toBe('decision-used')
})

test('a token ends five minutes after it was issued, whatever it says itself', () => {
  const long = says({ issuedAt: '2026-11-23T09:54:00.000Z', expiresAt: '2026-11-24T00:00:00.000Z' })
  expect(refusalOfClaims(deskAt('awaiting_decision'), long, NOW_MS)).toBe('token-expired')
})

test('the second approver is another person, with credit authority where the kind asks for it', () => {
  const desk = deskAt('awaiting_second', { approvals: [first] })
  const second = (permissions: DecisionClaims['actor']['permissions']) =>
    says({ actor: { id: 'second', roles: ['supervisor'], permissions } })
  expect(refusalOfClaims(desk, says(), NOW_MS)).toBe('second-is-first')
  expect(refusalOfClaims(desk, second([]), NOW_MS)).toBe('credit-authority')
  expect(refusalOfClaims(desk, second(['credit_authority']), NOW_MS)).toBeNull()
})

test('a first approval is taken back by who gave it or by a supervisor while a second is awaited', () => {
  const desk = deskAt('awaiting_second', { approvals: [first] })
  const undoneBy = (id: string, role: 'case_worker' | 'supervisor') =>
    refusalOfClaims(desk, says({ verdict: 'undo', actor: { id, roles: [role], permissions: [] } }), NOW_MS)
  expect(undoneBy('first', 'case_worker')).toBeNull()
  expect(undoneBy('other', 'supervisor')).toBeNull()
  expect(undoneBy('other', 'case_worker')).toBe('not-yours')
  expect(refusalOfClaims(deskAt('awaiting_decision'), undoes, NOW_MS)).toBe('hold-over')
})

test('an undo is taken in the ten seconds and while the case waits for a lawful moment, then no more', () => {
  const approvals = [first]
  const holding = deskAt('holding', { approvals, holdUntil_ms: NOW_MS + 1 })
  expect(refusalOfClaims(holding, undoes, NOW_MS)).toBeNull()
  expect(refusalOfClaims(holding, undoes, NOW_MS + 1)).toBe('hold-over')
  expect(refusalOfClaims(deskAt('awaiting_window', { approvals }), undoes, NOW_MS)).toBeNull()
  expect(refusalOfClaims(deskAt('sending', { approvals }), undoes, NOW_MS)).toBe('hold-over')
})

test('who wrote the policy does not approve under it, and may reject', () => {
  const desk = deskAt('awaiting_decision', { proposal: proposalWith({ policyAuthors: ['first'] }) })
  expect(refusalOfClaims(desk, says(), NOW_MS)).toBe('policy-author')
  expect(refusalOfClaims(desk, rejects, NOW_MS)).toBeNull()
})

test('a supervisor with credit authority is bound as everybody is: not the author, and not both approvers', () => {
  const chief: DecisionClaims['actor'] = {
    ...{ id: 'chief', roles: ['supervisor'], permissions: ['credit_authority'] },
  }
  const asSecond = (change: Partial<Desk>) =>
    refusalOfClaims(
      deskAt('awaiting_second', { approvals: [first], ...change }),
      says({ actor: chief }),
      NOW_MS,
    )
  expect(asSecond({ proposal: proposalWith({ policyAuthors: ['chief'] }) })).toBe('policy-author')
  expect(asSecond({ approvals: [{ ...first, actorId: 'chief' }] })).toBe('second-is-first')
  expect(asSecond({})).toBeNull()
})

test('an approval of what was seen before it became void is refused, whatever its hashes', () => {
  const issued_ms = Date.parse(says().issuedAt)
  expect(
    refusalOfClaims(deskAt('awaiting_decision', { lookedAfter_ms: issued_ms + 1 }), says(), NOW_MS),
  ).toBe('evidence-changed')
  expect(
    refusalOfClaims(deskAt('awaiting_decision', { lookedAfter_ms: issued_ms }), says(), NOW_MS),
  ).toBeNull()
})

test('while what is decided on is being changed, the answer is to try again', () => {
  expect(refusalOfClaims(deskAt('awaiting_decision', { isChanging: true }), says(), NOW_MS)).toBe(
    'still-moving',
  )
})

test('a message that was taken and failed on our side is not approved again; other words are', () => {
  const desk = deskAt('blocked', { reason: 'provider-failed:30007' })
  const edits = [{ stepIndex: 0, ref: crypto.randomUUID(), sha256: 'c'.repeat(64) }]
  expect(refusalOfClaims(desk, says(), NOW_MS)).toBe('plan-spent')
  expect(
    refusalOfClaims(desk, says({ verdict: 'amend', detail: { for: 'amend', edits } }), NOW_MS),
  ).toBeNull()
  expect(refusalOfClaims(desk, rejects, NOW_MS)).toBeNull()
})

test('a case sleeps until three days before the due date at the latest, and not into the past', () => {
  const until = (at_ms: number) =>
    says({ verdict: 'snooze', detail: { for: 'snooze', until: new Date(at_ms).toISOString() } })
  const desk = deskAt('awaiting_decision')
  expect(refusalOfClaims(desk, until(NOW_MS + 15 * DAY_MS), NOW_MS)).toBeNull()
  expect(refusalOfClaims(desk, until(NOW_MS + 15 * DAY_MS + 1), NOW_MS)).toBe('snooze-too-long')
  expect(refusalOfClaims(desk, until(NOW_MS), NOW_MS)).toBe('snooze-too-long')
  expect(
    refusalOfClaims(desk, says({ verdict: 'snooze', detail: { for: 'snooze', until: null } }), NOW_MS),
  ).toBeNull()
})

test('a case worker takes a case or gives away their own; a supervisor assigns any', () => {
  const assigns = (to: string, id: string, role: 'case_worker' | 'supervisor') =>
    says({
      verdict: 'reassign',
      detail: { for: 'reassign', to },
      actor: { id, roles: [role], permissions: [] },
    })
  const desk = deskAt('awaiting_decision', { assignee: 'first' })
  expect(refusalOfClaims(desk, assigns('second', 'second', 'case_worker'), NOW_MS)).toBeNull()
  expect(refusalOfClaims(desk, assigns('second', 'first', 'case_worker'), NOW_MS)).toBeNull()
  expect(refusalOfClaims(desk, assigns('third', 'second', 'case_worker'), NOW_MS)).toBe('not-your-case')
  expect(refusalOfClaims(desk, assigns('third', 'boss', 'supervisor'), NOW_MS)).toBeNull()
})

test('a supervisor or an operator cancels before anything is sent, with a reason', () => {
  const cancels = (role: 'case_worker' | 'supervisor' | 'operator', detail = true) =>
    says({
      verdict: 'cancel',
      detail: detail ? { for: 'cancel', reason: 'customer-asked' } : null,
      actor: { id: 'boss', roles: [role], permissions: [] },
    })
  expect(refusalOfClaims(deskAt('holding'), cancels('supervisor'), NOW_MS)).toBeNull()
  expect(refusalOfClaims(deskAt('unresolved'), cancels('operator'), NOW_MS)).toBeNull()
  expect(refusalOfClaims(deskAt('awaiting_decision'), cancels('case_worker'), NOW_MS)).toBe(
    'role-may-not-decide',
  )
  expect(refusalOfClaims(deskAt('awaiting_decision'), cancels('supervisor', false), NOW_MS)).toBe(
    'reason-missing',
  )
  expect(refusalOfClaims(deskAt('awaiting_delivery'), cancels('supervisor'), NOW_MS)).toBe('not-waiting')
})

test('only a case in manual review takes the plan of another row', () => {
  const adopts = says({ verdict: 'adopt', detail: { for: 'adopt', interventionId: 'income-shock.high' } })
  expect(refusalOfClaims(deskAt('awaiting_decision'), adopts, NOW_MS)).toBe('plan-stands')
  const manual = proposalWith({ isManualReview: true, stepCount: 0 })
  expect(refusalOfClaims(deskAt('awaiting_decision', { proposal: manual }), adopts, NOW_MS)).toBeNull()
  expect(refusalOfClaims(deskAt('awaiting_decision', { proposal: manual }), says(), NOW_MS)).toBe('no-plan')
})

import { expect, test } from 'vitest'
import { caseStages, type CaseStage } from '../../domain/case.ts'
import type { Actor } from '../../domain/roles.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import type { StoredPlan } from '../../stores/postgres/plans.ts'
import { mayDecide, waitsFor } from './case-stage.ts'

const NOW_MS = Date.parse('2026-03-02T10:00:00Z')
const asha: Actor = { id: 'asha', roles: ['case_worker'], permissions: [] }
const ben: Actor = { id: 'ben', roles: ['case_worker'], permissions: [] }
const chitra: Actor = { id: 'chitra', roles: ['supervisor'], permissions: ['credit_authority'] }
const dev: Actor = { id: 'dev', roles: ['auditor'], permissions: ['credit_authority'] }
const plan = { plan: { steps: [{}] } } as unknown as StoredPlan
const empty = { plan: { steps: [] } } as unknown as StoredPlan

const recordAt = (stage: CaseStage, more: Partial<CaseRecord> = {}) =>
  ({
    stage,
    stageReason: null,
    approvedBy: [],
    intervention: { kinds: ['message'] },
    needsCreditAuthority: false,
    holdUntil: null,
    slaDueAt: null,
    ...more,
  }) as unknown as CaseRecord

test('the first approval is anyone’s who decides, the second another person’s', () => {
  expect(mayDecide(recordAt('awaiting_decision'), plan, asha, NOW_MS)).toMatchObject({
    approve: true,
    reject: true,
  })
  const second = recordAt('awaiting_second', { approvedBy: ['asha'] })
  expect(mayDecide(second, plan, asha, NOW_MS)).toMatchObject({ approve: false, reject: true })
  expect(mayDecide(second, plan, asha, NOW_MS).why).toContain('another person')
  expect(mayDecide(second, plan, ben, NOW_MS).approve).toBe(true)
})

test('a contract change needs credit authority for the second approval, not for the first', () => {
  const change = { needsCreditAuthority: true }
  expect(mayDecide(recordAt('awaiting_decision', change), plan, ben, NOW_MS).approve).toBe(true)
  const second = recordAt('awaiting_second', { ...change, approvedBy: ['asha'] })
  expect(mayDecide(second, plan, ben, NOW_MS)).toMatchObject({ approve: false, reject: true })
  expect(mayDecide(second, plan, chitra, NOW_MS).approve).toBe(true)
})

test('a first approval can be taken back by who gave it and by a supervisor while a second is awaited', () => {
  const second = recordAt('awaiting_second', { approvedBy: ['asha'] })
  expect(mayDecide(second, plan, asha, NOW_MS)).toMatchObject({ approve: false, reject: true, undo: true })
  expect(mayDecide(second, plan, chitra, NOW_MS)).toMatchObject({ approve: true, undo: true })
  expect(mayDecide(second, plan, ben, NOW_MS).undo).toBe(false)
  expect(mayDecide(recordAt('awaiting_decision'), plan, chitra, NOW_MS).undo).toBe(false)
})

test('an auditor decides nothing at any stage', () => {
  for (const stage of caseStages)
    expect(mayDecide(recordAt(stage), plan, dev, NOW_MS)).toMatchObject({
      approve: false,
      reject: false,
      undo: false,
    })
})

test('undo is open to who approved and to a supervisor while the time runs', () => {
  const holding = recordAt('holding', { approvedBy: ['asha'], holdUntil: '2026-03-02T10:00:05Z' })
  expect(mayDecide(holding, plan, asha, NOW_MS).undo).toBe(true)
  expect(mayDecide(holding, plan, chitra, NOW_MS).undo).toBe(true)
  expect(mayDecide(holding, plan, ben, NOW_MS).undo).toBe(false)
  expect(mayDecide(holding, plan, asha, NOW_MS + 6_000).undo).toBe(false)
})

test('who may not approve may still see to a case: take it, let it sleep, call the supervisor', () => {
  const second = recordAt('awaiting_second', { approvedBy: ['asha'] })
  expect(mayDecide(second, plan, asha, NOW_MS)).toMatchObject({
    reassign: true,
    snooze: true,
    escalate: true,
  })
  expect(mayDecide(second, plan, asha, NOW_MS).cancel).toBe(false)
  expect(mayDecide(second, plan, chitra, NOW_MS).cancel).toBe(true)
})

test('only a case in manual review takes the plan of another row', () => {
  const manual = recordAt('awaiting_decision', { intervention: { kinds: ['manual_review'] } as never })
  expect(mayDecide(manual, empty, asha, NOW_MS)).toMatchObject({ adopt: true, approve: false, amend: false })
  expect(mayDecide(recordAt('awaiting_decision'), plan, asha, NOW_MS)).toMatchObject({
    adopt: false,
    amend: true,
  })
})

test('without a message there is nothing to approve, only to close with a reason', () => {
  expect(mayDecide(recordAt('awaiting_decision'), empty, asha, NOW_MS)).toMatchObject({
    approve: false,
    reject: true,
  })
})

test('every stage but the last says what it waits for', () => {
  for (const stage of caseStages) expect(waitsFor(recordAt(stage)) === null).toBe(stage === 'closed')
})

import { expect, test } from 'vitest'
import type { CaseStage } from '../../domain/case.ts'
import type { CaseStanding } from '../../stores/temporal/case-standings.ts'
import { repairFor } from './repair.ts'

const ledger = (isOpen: boolean, stage: CaseStage | null) => ({
  caseId: 'case',
  customer: 'c',
  isOpen,
  stage,
})
const running: CaseStanding = {
  is: 'running',
  stage: 'awaiting_decision',
  reason: null,
  approvers: [],
  assignee: null,
}
const completed: CaseStanding = {
  is: 'completed',
  end: { caseId: 'case', ending: 'outcome', outcome: 'on_time' },
}
const terminated: CaseStanding = { is: 'ended', how: 'terminated' }

test('a case in the ledger that Temporal does not know is started', () => {
  expect(repairFor(ledger(true, null), { is: 'gone' })).toBe('restarted')
  expect(repairFor(ledger(true, 'awaiting_decision'), { is: 'gone' })).toBe('restarted')
})

test('a row without a workflow and without an open episode is closed', () => {
  expect(repairFor(ledger(false, 'awaiting_outcome'), { is: 'gone' })).toBe('closed-ended')
  expect(repairFor(ledger(false, null), { is: 'gone' })).toBeNull()
})

test('a row or an episode that outlived its workflow is closed', () => {
  expect(repairFor(ledger(true, 'awaiting_outcome'), completed)).toBe('closed-completed')
  expect(repairFor(ledger(true, 'closed'), completed)).toBe('closed-completed')
  expect(repairFor(ledger(false, 'blocked'), terminated)).toBe('closed-ended')
})

test('a workflow that runs behind a closed row or episode is shown again', () => {
  expect(repairFor(ledger(true, 'closed'), running)).toBe('reopened')
  expect(repairFor(ledger(false, 'closed'), running)).toBe('reopened')
})

test('what agrees by now is left alone', () => {
  expect(repairFor(ledger(true, 'awaiting_decision'), running)).toBeNull()
  expect(repairFor(ledger(true, null), running)).toBeNull()
  expect(repairFor(ledger(false, 'closed'), completed)).toBeNull()
})

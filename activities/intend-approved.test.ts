import { expect, test } from 'vitest'
import type { Database } from '../stores/postgres/database.ts'
import { endOfApproval, intendApproved, type StepToIntend } from './intend-approved.ts'

const NOW_MS = Date.parse('2026-03-02T10:00:00Z')
const obligation = { id: 'loan-1', dueDate: '2026-03-20', amountMinor: 10_000 } as StepToIntend['obligation']
const paid = { status: 'paid', date: '2026-03-02', amountMinor: 10_000 } as const
const deferred = { status: 'deferred', date: '2026-03-02', amountMinor: 0 } as const
const step: StepToIntend = {
  key: { dispatchKey: 'k', caseId: 'case-1', planHash: 'p', stepIndex: 0, channel: 'sms', customer: 'c' },
  obligation,
  text: 'Hello',
  verdict: { verdict: 'pass' } as StepToIntend['verdict'],
}

type Stored = { approvers?: number; settlements?: readonly unknown[]; bankNow_ms?: number }

/** Answers as the tables would, and keeps what it was asked, in order. */
function storeWith({ approvers = 1, settlements = [], bankNow_ms = NOW_MS }: Stored) {
  const asked: string[] = []
  const answers: readonly (readonly [string, readonly unknown[]])[] = [
    ['pg_advisory_xact_lock', []],
    ['from settlements', settlements],
    ['as approvers', [{ approvers }]],
    ['insert into dispatch_intents', [{ dispatchKey: 'k' }]],
  ]
  const query = (text: string) => {
    const [name = text, rows = []] = answers.find(([part]) => text.includes(part)) ?? []
    asked.push(name)
    return Promise.resolve({ rows })
  }
  const transaction = async (work: (client: unknown) => Promise<unknown>) => {
    asked.push('begin')
    const result = await work({ query })
    asked.push('commit')
    return result
  }
  const clock = { current: () => [{ wallFrom_ms: 0, bankFrom_ms: bankNow_ms, speed: 0 }] }
  return { deps: { db: { query, transaction } as unknown as Database, clock }, asked }
}
const approvalUntil = (approvalEnds_ms: number) => ({
  evidenceHash: 'e',
  approversNeeded: 1,
  approvalEnds_ms,
  decisionIds: ['d'],
})

test('approvers are counted and the step intended in one transaction that holds the lock of the case', async () => {
  const { deps, asked } = storeWith({})
  expect((await intendApproved(deps, approvalUntil(NOW_MS + 1), step)).is).toBe('intended')
  expect(asked).toEqual([
    'begin',
    'pg_advisory_xact_lock',
    'from settlements',
    'as approvers',
    'insert into dispatch_intents',
    'commit',
  ])
})

test('a sender that comes back after the approval has lapsed intends nothing', async () => {
  const { deps, asked } = storeWith({ bankNow_ms: NOW_MS + 3 * 86_400_000 })
  expect(await intendApproved(deps, approvalUntil(NOW_MS), step)).toEqual({ is: 'lapsed' })
  expect(asked).not.toContain('insert into dispatch_intents')
})

test('an obligation that was settled meanwhile is not written about', async () => {
  const { deps, asked } = storeWith({ settlements: [paid] })
  expect(await intendApproved(deps, approvalUntil(NOW_MS + 1), step)).toEqual({ is: 'settled' })
  expect(asked).not.toContain('insert into dispatch_intents')
})

test('an approval that was taken back meanwhile intends nothing', async () => {
  const { deps, asked } = storeWith({ approvers: 0 })
  await expect(intendApproved(deps, approvalUntil(NOW_MS + 1), step)).rejects.toMatchObject({
    reason: 'approval-not-recorded',
  })
  expect(asked).not.toContain('insert into dispatch_intents')
})

test('an approval ends at its instant, and before it once the obligation is settled', () => {
  const approval = { approvalEnds_ms: NOW_MS }
  expect(endOfApproval(approval, obligation, [], NOW_MS - 1)).toBeNull()
  expect(endOfApproval(approval, obligation, [], NOW_MS)).toBe('lapsed')
  expect(endOfApproval(approval, obligation, [{ ...paid, amountMinor: 500 }], NOW_MS - 1)).toBeNull()
  expect(endOfApproval(approval, obligation, [deferred], NOW_MS - 1)).toBe('settled')
  expect(endOfApproval(approval, obligation, [paid], NOW_MS)).toBe('settled')
})

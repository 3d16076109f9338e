import { expect, test, vi } from 'vitest'
import type { Database } from '../stores/postgres/database.ts'
import { followSla, type FollowSlaInput } from './follow-sla.ts'

vi.mock('./position.ts', () => ({
  positionOf: (caseId: string, sequence: number) => ({ caseId, runId: 'run', runEpoch_ms: 0, sequence }),
}))

const step: FollowSlaInput = {
  ...{ caseId: 'case-1', step: 'escalate', sequence: 2, assignee: 'asha', bankZone: 'Asia/Kolkata' },
  change: { stage: 'awaiting_decision', reason: null, holdUntil: null, approvedBy: [] },
}

/** The details under which the step stands in the audit; nobody is absent, and the row takes the write. */
async function auditedIn(deps: { rehearsal?: boolean }, isFirst = true): Promise<unknown> {
  let audited: unknown = null
  const query = (text: string, values: readonly unknown[] = []) => {
    if (text.includes('into audit')) audited = values[3]
    const rows = text.includes('update cases set workflow_run_id') && isFirst ? [{ version: 2 }] : []
    return Promise.resolve({ rows, rowCount: rows.length })
  }
  const transaction = (work: (client: unknown) => Promise<unknown>) => work({ query })
  await followSla({
    ...deps,
    clock: { current: () => [] },
    db: { query, transaction } as unknown as Database,
  })(step)
  return audited
}

const escalated = { why: 'the SLA is over', from: 'asha', to: 'asha' }

test('what an SLA does in a rehearsal is marked as such in the audit, and elsewhere it is not', async () => {
  expect(await auditedIn({ rehearsal: true })).toEqual({ ...escalated, rehearsal: true })
  expect(await auditedIn({})).toEqual(escalated)
})

test('a step that was written already is not audited a second time', async () => {
  expect(await auditedIn({}, false)).toBeNull()
})

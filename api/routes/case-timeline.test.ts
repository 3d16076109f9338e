import { expect, test } from 'vitest'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import { timelineOf } from './case-timeline.ts'

const record = { updatedAt: '2026-11-23T12:00:00.000Z', stage: 'awaiting_decision', stageReason: null }
const nothing = { evidences: [], decisions: [], steps: [], events: [] }
const person = (id: string) => ({ id, name: id.toUpperCase() })

test('what happened without a decision stands in the story, with who was given the case', () => {
  const entries = timelineOf({
    ...{ record: record as unknown as CaseRecord, ...nothing, person },
    happened: [
      {
        ...{ action: 'sla.reassign', at: '2026-11-23T11:00:00.000Z' },
        details: { why: 'late', from: 'asha', to: 'ben' },
      },
      {
        ...{ action: 'sla.escalate', at: '2026-11-23T10:00:00.000Z' },
        details: { why: 'late', from: 'asha', to: 'asha' },
      },
      { action: 'gate.blocked', at: '2026-11-23T11:30:00.000Z', details: { rule: 'quiet-hours' } },
    ],
  })
  expect(
    entries.map((entry) => (entry.kind === 'event' ? [entry.action, entry.cause, entry.to] : entry.kind)),
  ).toEqual([
    ['sla.escalate', 'late', null],
    ['sla.reassign', 'late', { id: 'ben', name: 'BEN' }],
    ['gate.blocked', 'quiet-hours', null],
    'stage',
  ])
})

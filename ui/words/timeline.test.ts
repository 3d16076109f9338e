import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/contract.ts'
import { timelineSentence } from './timeline.ts'

const at = { at: '2026-11-23T10:00:00.000Z', by: null }
const said: [TimelineEntry, string][] = [
  [{ ...at, kind: 'opened', level: 'HIGH', hardship: 'INCOME_SHOCK' }, 'Case opened: High, Income shock'],
  [
    { ...at, kind: 'evidence', version: 2, level: 'MEDIUM', hardship: 'NONE' },
    'Evidence 2: Medium, No clear hardship',
  ],
  [{ ...at, kind: 'decision', verdict: 'approve', accepted: true, rejectReason: null }, 'Approved'],
  [
    { ...at, kind: 'decision', verdict: 'reject', accepted: true, rejectReason: 'already-in-contact' },
    'Rejected: We are already in contact',
  ],
  [
    { ...at, kind: 'decision', verdict: 'undo', accepted: false, rejectReason: null },
    'Tried to take the approval back, refused',
  ],
  [
    { ...at, kind: 'message', step: 1, channel: 'sms', state: 'accepted' },
    'Message 1, SMS: accepted by the network',
  ],
  [
    { ...at, kind: 'network', status: 'undelivered', errorCode: '30005' },
    'The network says: not delivered (30005)',
  ],
  [
    { ...at, kind: 'event', action: 'sla.reassign', cause: 'late', to: { id: 'ben', name: 'Ben Okafor' } },
    'Still late: given to Ben Okafor',
  ],
  [
    { ...at, kind: 'event', action: 'sla.remind', cause: 'three quarters of the SLA are used up', to: null },
    'Reminder: a decision is due soon',
  ],
  [
    { ...at, kind: 'event', action: 'approval.voided', cause: 'changed:level', to: null },
    'The approval no longer counts: The level has changed',
  ],
  [{ ...at, kind: 'outcome', outcome: 'on_time' }, 'Outcome: Paid on time'],
  [{ ...at, kind: 'stage', stage: 'awaiting_decision', reason: null }, 'To decide'],
  [
    { ...at, kind: 'stage', stage: 'awaiting_decision', reason: 'changed:level' },
    'To decide: The level has changed',
  ],
  [
    { ...at, kind: 'stage', stage: 'awaiting_outcome', reason: 'cancelled:customer-asked' },
    'Waits for the payment: Cancelled: the customer asked for it',
  ],
]

test.each(said)('%o is put into words', (entry, sentence) => {
  expect(timelineSentence(entry)).toBe(sentence)
})

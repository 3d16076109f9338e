import type { MessageEvent } from '../../stores/postgres/message-events.ts'
import type { Decision } from '../../stores/postgres/decisions.ts'
import type { DispatchIntent } from '../../stores/postgres/dispatch.ts'
import type { StoredEvidence } from '../../stores/postgres/evidence.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import type { Person, TimelineEntry } from '../contract/cases.ts'
import { waitsFor } from './case-stage.ts'

type Story = {
  record: CaseRecord
  evidences: readonly StoredEvidence[]
  decisions: readonly Decision[]
  steps: readonly DispatchIntent[]
  events: readonly MessageEvent[]
  person: (id: string) => Person
}

const words = (code: string): string => code.replaceAll(/[_-]/g, ' ').toLowerCase()

/** What happened to a case, oldest first, by the clock on the wall. */
export function timelineOf(story: Story): TimelineEntry[] {
  const entries = [
    ...story.evidences.map(evidenceEntry),
    ...story.decisions.map((decision) => decisionEntry(decision, story.person)),
    ...story.steps.map(stepEntry),
    ...story.events.map(eventEntry),
    ...outcomeEntries(story.record),
  ]
  return [...entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), stageEntry(story.record)]
}

const evidenceEntry = ({ version, evidence, createdAt }: StoredEvidence): TimelineEntry => ({
  at: createdAt,
  kind: version === 1 ? 'opened' : 'evidence',
  title: `${version === 1 ? 'Case opened' : `Evidence ${version}`}: ${evidence.level}, ${words(evidence.hardship.type)}`,
  by: null,
})

const verdictWords: Record<Decision['verdict'], string> = {
  approve: 'Approved',
  reject: 'Rejected',
  undo: 'Approval taken back',
  amend: 'Message changed',
  adopt: 'Plan of another row taken',
  snooze: 'Put to sleep',
  hold: 'Put on hold',
  reassign: 'Assigned',
  escalate: 'Escalated',
  cancel: 'Cancelled',
}

function decisionEntry(decision: Decision, person: (id: string) => Person): TimelineEntry {
  const reason = decision.rejectReason ? `: ${words(decision.rejectReason)}` : ''
  const title = decision.accepted
    ? `${verdictWords[decision.verdict]}${reason}`
    : `Tried to ${decision.verdict}, refused: ${words(decision.refusal ?? '')}`
  return { at: decision.at, kind: 'decision', title, by: person(decision.actorId) }
}

const stateWords: Record<DispatchIntent['state'], string> = {
  intended: 'is on its way to the network',
  accepted: 'was accepted by the network',
  unknown: 'may or may not have been sent',
  refused: 'was refused by the network',
  blocked: 'was stopped by the contact rules',
}

const stepEntry = (step: DispatchIntent): TimelineEntry => ({
  at: step.answeredAt ?? step.intendedAt,
  kind: 'message',
  title: `Message ${step.stepIndex + 1} (${step.channel}) ${stateWords[step.state]}`,
  by: null,
})

const eventEntry = ({ status, errorCode, receivedAt }: MessageEvent): TimelineEntry => ({
  at: receivedAt,
  kind: 'message',
  title: `The network says: ${status}${errorCode ? ` (${errorCode})` : ''}`,
  by: null,
})

const outcomeEntries = ({ outcome, updatedAt }: CaseRecord): TimelineEntry[] =>
  outcome ? [{ at: updatedAt, kind: 'outcome', title: `Outcome: ${words(outcome)}`, by: null }] : []

/** Where it stands now, last. */
function stageEntry(record: CaseRecord): TimelineEntry {
  const waiting = waitsFor(record)
  const reason = record.stageReason ? ` (${words(record.stageReason)})` : ''
  const title = (waiting ? `Waits for ${waiting.what}` : 'Closed') + reason
  return { at: record.updatedAt, kind: 'stage', title, by: null }
}

import type { CaseAuditEvent } from '../../stores/postgres/case-events.ts'
import type { MessageEvent } from '../../stores/postgres/message-events.ts'
import type { Decision } from '../../stores/postgres/decisions.ts'
import type { DispatchIntent } from '../../stores/postgres/dispatch.ts'
import type { StoredEvidence } from '../../stores/postgres/evidence.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import type { Person, TimelineEntry } from '../contract/cases.ts'

type Story = {
  record: CaseRecord
  evidences: readonly StoredEvidence[]
  decisions: readonly Decision[]
  steps: readonly DispatchIntent[]
  events: readonly MessageEvent[]
  happened: readonly CaseAuditEvent[]
  person: (id: string) => Person
}

/** What happened to a case, oldest first, by the clock on the wall. */
export function timelineOf(story: Story): TimelineEntry[] {
  const entries = [
    ...story.evidences.map(evidenceEntry),
    ...story.decisions.map((decision) => decisionEntry(decision, story.person)),
    ...story.steps.map(stepEntry),
    ...story.events.map(eventEntry),
    ...story.happened.map((event) => happenedEntry(event, story.person)),
    ...outcomeEntries(story.record),
  ]
  return [...entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), stageEntry(story.record)]
}

function evidenceEntry({ version, evidence, createdAt }: StoredEvidence): TimelineEntry {
  const found = { at: createdAt, by: null, level: evidence.level, hardship: evidence.hardship.type }
  return version === 1 ? { kind: 'opened', ...found } : { kind: 'evidence', version, ...found }
}

const decisionEntry = (
  { at, verdict, accepted, rejectReason, actorId }: Decision,
  person: (id: string) => Person,
): TimelineEntry => ({ kind: 'decision', at, verdict, accepted, rejectReason, by: person(actorId) })

const stepEntry = ({ answeredAt, intendedAt, stepIndex, channel, state }: DispatchIntent): TimelineEntry => ({
  ...{ kind: 'message', at: answeredAt ?? intendedAt, by: null },
  ...{ step: stepIndex + 1, channel, state },
})

const eventEntry = ({ status, errorCode, receivedAt }: MessageEvent): TimelineEntry => ({
  ...{ kind: 'network', at: receivedAt, by: null, status, errorCode },
})

function happenedEntry(
  { action, at, details }: CaseAuditEvent,
  person: (id: string) => Person,
): TimelineEntry {
  const { to, from } = details
  const cause = details['why'] ?? details['reason'] ?? details['rule'] ?? null
  return {
    ...{ kind: 'event', at, by: null, action, cause: typeof cause === 'string' ? cause : null },
    to: typeof to === 'string' && to !== from ? person(to) : null,
  }
}

const outcomeEntries = ({ outcome, updatedAt }: CaseRecord): TimelineEntry[] =>
  outcome ? [{ kind: 'outcome', at: updatedAt, by: null, outcome }] : []

/** Where it stands now, last. */
const stageEntry = ({ updatedAt, stage, stageReason }: CaseRecord): TimelineEntry => ({
  ...{ kind: 'stage', at: updatedAt, by: null, stage, reason: stageReason },
})

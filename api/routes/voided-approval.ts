import type { Verdict } from '../../domain/decision.ts'
import type { ApprovalMark } from '../../stores/postgres/approval-marks.ts'
import type { Decision } from '../../stores/postgres/decisions.ts'
import type { StoredEvidence } from '../../stores/postgres/evidence.ts'
import type { CaseContext } from '../contract/case-context.ts'
import type { Person } from '../contract/cases.ts'
import { evidenceChanges } from './evidence-changes.ts'

type Voided = NonNullable<CaseContext['voided']>
type Story = {
  decisions: readonly Decision[]
  marks: readonly ApprovalMark[]
  evidences: readonly StoredEvidence[]
  person: (id: string) => Person
}

/** Decisions of a person that end the approvals before them. */
const ending: ReadonlySet<Verdict> = new Set(['undo', 'amend', 'adopt', 'snooze', 'reject', 'cancel'])

/** The last accepted approval of a case; null where there was none. */
export const lastApproval = (decisions: readonly Decision[]): Decision | null =>
  decisions.findLast(({ accepted, verdict }) => accepted && verdict === 'approve') ?? null

/** What ended the last approval: whichever came first after it, a person's decision or what the case itself heard. */
export function voidedApproval({ decisions, marks, evidences, person }: Story): Voided | null {
  const last = lastApproval(decisions)
  if (!last) return null
  const said = decisions.find(({ accepted, verdict, at }) => accepted && ending.has(verdict) && at > last.at)
  const heard = marks.find(({ at }) => at > last.at)
  const first = said && (!heard || said.at <= heard.at) ? said : heard
  if (!first) return null
  const [before, now] = evidences.slice(-2)
  const isNewEvidence = before && now && now.createdAt > last.at
  return {
    at: first.at,
    why: 'verdict' in first ? first.verdict : (first.why ?? 'new-proposal'),
    by: 'verdict' in first ? person(first.actorId) : null,
    approvers: approversOf(decisions, last).map(person),
    changes: isNewEvidence ? evidenceChanges(before.evidence, now.evidence) : [],
  }
}

/** Who had approved the same plan on the same evidence. */
const approversOf = (decisions: readonly Decision[], last: Decision): string[] => [
  ...new Set(
    decisions
      .filter(({ accepted, verdict }) => accepted && verdict === 'approve')
      .filter(
        ({ planHash, evidenceHash }) => planHash === last.planHash && evidenceHash === last.evidenceHash,
      )
      .map(({ actorId }) => actorId),
  ),
]

import { refusalFor, refusalOfVerdict, type CaseStanding } from '../../domain/case-refusals.ts'
import type { CaseStage } from '../../domain/case.ts'
import { verdicts, type Verdict } from '../../domain/decision.ts'
import type { Actor } from '../../domain/roles.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import type { StoredPlan } from '../../stores/postgres/plans.ts'
import type { CaseDetail } from '../contract/cases.ts'

type Waiting = NonNullable<CaseDetail['waitsFor']>
type May = CaseDetail['may']

/** What each stage waits for, in words; null where nothing more comes. */
const waitingWords: Record<CaseStage, string | null> = {
  assessing: 'the score of record and its explanation',
  awaiting_decision: 'a person’s decision',
  awaiting_second: 'a second person’s approval',
  holding: 'the end of the time to undo',
  awaiting_window: 'the next lawful moment to send',
  sending: 'the phone network’s answer',
  awaiting_delivery: 'word that the message was delivered',
  unresolved: 'a person who finds out whether the message was sent',
  blocked: 'a person: the contact rules stand against sending',
  snoozed: 'the day that somebody chose, or a change of the risk',
  on_hold: 'the end of a blocking hold; the SLA stands still',
  monitoring: 'the obligation’s outcome; nothing is sent',
  awaiting_outcome: 'the payment, or 29 days after the due date',
  closed: null,
}

export function waitsFor(record: CaseRecord): Waiting | null {
  const what = waitingWords[record.stage]
  if (what === null) return null
  if (record.stage === 'holding') return { what, until: record.holdUntil, clock: 'wall' }
  if (record.stage === 'snoozed') return { what, until: record.snoozedUntil, clock: 'bank' }
  const isDecision = record.stage === 'awaiting_decision' || record.stage === 'awaiting_second'
  return { what, until: isDecision ? record.slaDueAt : null, clock: 'bank' }
}

/** By the same rule as the workflow's, to enable the right buttons; the workflow has the last word. `why`: against approving. */
export function mayDecide(record: CaseRecord, plan: StoredPlan | null, actor: Actor, now_ms: number): May {
  const standing = standingOf(record, plan)
  const refusal = (verdict: Verdict) => refusalOfVerdict(standing, { verdict, actor }, now_ms)
  const may = Object.fromEntries(verdicts.map((verdict) => [verdict, refusal(verdict) === null]))
  const against = refusal('approve')
  return { ...(may as Record<Verdict, boolean>), why: against && refusalFor(against).message }
}

/** The row knows no authors of the policy: the workflow refuses them. */
const standingOf = (record: CaseRecord, plan: StoredPlan | null): CaseStanding => ({
  stage: record.stage,
  reason: record.stageReason,
  approvers: record.approvedBy,
  hasPlan: (plan?.plan.steps.length ?? 0) > 0,
  isManualReview: record.intervention.kinds.includes('manual_review'),
  needsCreditAuthority: record.needsCreditAuthority,
  policyAuthors: [],
  assignee: record.assignee,
  holdUntil_ms: record.holdUntil === null ? null : Date.parse(record.holdUntil),
})

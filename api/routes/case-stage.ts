import type { CaseStage } from '../../domain/case.ts'
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
  monitoring: 'the obligation’s outcome; nothing is sent',
  awaiting_outcome: 'the payment, or 29 days after the due date',
  closed: null,
}

export function waitsFor(record: CaseRecord): Waiting | null {
  const what = waitingWords[record.stage]
  if (what === null) return null
  if (record.stage === 'holding') return { what, until: record.holdUntil, clock: 'wall' }
  const isDecision = record.stage === 'awaiting_decision' || record.stage === 'awaiting_second'
  return { what, until: isDecision ? record.slaDueAt : null, clock: 'bank' }
}

/** The same rules as the workflow's, to enable the right buttons; the workflow checks again and has the last word. */
export function mayDecide(record: CaseRecord, plan: StoredPlan | null, actor: Actor, now_ms: number): May {
  const isDecider = actor.roles.some((role) => role === 'case_worker' || role === 'supervisor')
  if (!isDecider) return { ...nothing, why: 'Your role reads cases and does not decide on them.' }
  const undo = isTheirs(record, actor)
  if (isSendable(record, now_ms)) return { ...nothing, undo, why: undo ? null : notTheirs }
  if (!rejectable.has(record.stage)) return { ...nothing, why: 'The case does not wait for a decision now.' }
  const against = againstApproval(record, plan, actor)
  const isHalfApproved = record.stage === 'awaiting_second'
  return { approve: against === null, reject: true, undo: isHalfApproved && undo, why: against }
}

const nothing: May = { approve: false, reject: false, undo: false, why: null }
const rejectable: ReadonlySet<CaseStage> = new Set([
  'awaiting_decision',
  'awaiting_second',
  'blocked',
  'unresolved',
])

/** Approved in full, and not yet on its way. */
const isSendable = ({ stage, holdUntil }: CaseRecord, now_ms: number): boolean =>
  stage === 'awaiting_window' || (stage === 'holding' && Date.parse(holdUntil ?? '') > now_ms)

const notTheirs = 'Only who approved it, or a supervisor, may undo it.'
const isTheirs = ({ approvedBy }: CaseRecord, actor: Actor): boolean =>
  approvedBy.includes(actor.id) || actor.roles.includes('supervisor')

function againstApproval(record: CaseRecord, plan: StoredPlan | null, actor: Actor): string | null {
  if (record.stage === 'unresolved') return 'First somebody must find out whether the message was sent.'
  if (!plan || plan.plan.steps.length === 0)
    return 'There is no message to approve: the case is reviewed by hand and closed with a reason.'
  if (record.approvedBy.length === 0) return null
  if (record.approvedBy.includes(actor.id))
    return 'You gave the first approval; the second is another person’s. You can take yours back.'
  if (record.needsCreditAuthority && !actor.permissions.includes('credit_authority'))
    return 'This action changes the contract: the second approval needs credit authority.'
  return null
}

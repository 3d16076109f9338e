import { isPlanSpent, isTrouble, type CaseStage } from './case.ts'
import { DAY_MS } from './calendar.ts'
import { detailFor, type DecisionClaims, type Verdict } from './decision.ts'
import type { ErrorCode } from './errors.ts'
import type { Actor, Role } from './roles.ts'

/** What a decision is measured against: as the workflow knows it, or as the case's row tells it. */
export type CaseStanding = {
  stage: CaseStage
  reason: string | null
  /** Who approved, in order. */
  approvers: readonly string[]
  hasPlan: boolean
  isManualReview: boolean
  needsCreditAuthority: boolean
  /** Who wrote or published the policy that the case rests on. */
  policyAuthors: readonly string[]
  assignee: string | null
  /** Wall time. */
  holdUntil_ms: number | null
}

const refusals = {
  'token-unreadable': ['invalid', 'This is no decision token.'],
  'signature-wrong': ['refused', 'The decision is not signed by this product.'],
  'other-case': ['refused', 'The decision is about another case.'],
  'wrong-verdict': ['refused', 'This message does not carry such a verdict.'],
  'token-expired': ['refused', 'The decision has expired; decide again.'],
  'decision-used': ['conflict', 'This decision was taken already.'],
  'still-moving': ['unavailable', 'The case is just moving on; try again in a moment.'],
  'not-waiting': ['conflict', 'The case waits for no such decision now.'],
  'evidence-changed': ['conflict', 'The evidence has changed since; look again.'],
  'plan-changed': ['conflict', 'The message has changed since; look again.'],
  'role-may-not-decide': ['refused', 'Your role reads cases and does not decide so on them.'],
  'policy-author': ['refused', 'Who wrote the policy does not decide under it.'],
  'no-plan': ['refused', 'There is no message to approve: take another row’s plan, or close with a reason.'],
  'plan-spent': ['refused', 'This message was taken and failed: change the words, or reject.'],
  'plan-stands': ['refused', 'Only a case in manual review takes the plan of another row.'],
  'reason-missing': ['invalid', 'A rejection or cancellation names its reason.'],
  'detail-missing': ['invalid', 'This decision says too little.'],
  'second-is-first': [
    'refused',
    'You gave the first approval; the second is another person’s. You can take yours back.',
  ],
  'credit-authority': [
    'refused',
    'This action changes the contract: the second approval needs credit authority.',
  ],
  'hold-over': ['conflict', 'The time to undo is over.'],
  'not-yours': ['refused', 'Only who approved it, or a supervisor, may undo it.'],
  'not-your-case': [
    'refused',
    'A case worker takes a case or gives away their own; a supervisor assigns any.',
  ],
  'snooze-too-long': ['invalid', 'A case sleeps until three days before the due date at the latest.'],
} as const satisfies Record<string, readonly [ErrorCode, string]>
export type RefusalReason = keyof typeof refusals

export type Refusal = { code: ErrorCode; reason: string; message: string }
export const refusalFor = (reason: RefusalReason): Refusal => {
  const [code, message] = refusals[reason]
  return { code, reason, message }
}

/** A stored refusal in words; an unknown one is shown as it stands. */
export const refusalInWords = (reason: string): string =>
  reason in refusals
    ? refusalFor(reason as RefusalReason).message
    : `Refused: ${reason.replaceAll('-', ' ')}.`

const mayBy: Record<Verdict, readonly Role[]> = {
  approve: ['case_worker', 'supervisor'],
  reject: ['case_worker', 'supervisor'],
  undo: ['case_worker', 'supervisor'],
  amend: ['case_worker', 'supervisor'],
  adopt: ['case_worker', 'supervisor'],
  snooze: ['case_worker', 'supervisor'],
  hold: ['case_worker', 'supervisor'],
  reassign: ['case_worker', 'supervisor'],
  escalate: ['case_worker', 'supervisor', 'operator'],
  cancel: ['supervisor', 'operator'],
}

const undecided: readonly CaseStage[] = ['awaiting_decision', 'awaiting_second', 'blocked']
const asleep: readonly CaseStage[] = ['snoozed', 'on_hold']
const watched: readonly CaseStage[] = ['unresolved', 'monitoring', ...asleep]

/** In which stages a case takes a verdict at all. */
const takenIn: Record<Verdict, readonly CaseStage[]> = {
  approve: undecided,
  reject: [...undecided, ...asleep, 'unresolved'],
  undo: ['awaiting_second', 'holding', 'awaiting_window'],
  amend: [...undecided, 'snoozed'],
  adopt: [...undecided, 'snoozed'],
  snooze: ['awaiting_decision', 'awaiting_second', 'blocked'],
  hold: [...undecided, ...asleep, 'monitoring', 'holding', 'awaiting_window'],
  reassign: [...undecided, ...watched],
  escalate: [...undecided, ...watched],
  cancel: [...undecided, ...watched, 'holding', 'awaiting_window'],
}

/** What makes no sense once operations must look. */
const needsRunningHelp: readonly Verdict[] = ['amend', 'adopt', 'snooze', 'hold']

/** Stages that pass within moments. */
const moving: readonly CaseStage[] = ['assessing', 'sending']

/** Why this person may not say this to the case now; null where they may. `now_ms` is wall time. */
export function refusalOfVerdict(
  standing: CaseStanding,
  { verdict, actor }: { verdict: Verdict; actor: Actor },
  now_ms: number,
): RefusalReason | null {
  if (!actor.roles.some((role) => mayBy[verdict].includes(role))) return 'role-may-not-decide'
  if (verdict === 'undo') return refusalOfUndo(standing, actor, now_ms)
  if (moving.includes(standing.stage)) return 'still-moving'
  if (!takenIn[verdict].includes(standing.stage)) return 'not-waiting'
  if (verdict === 'approve') return refusalOfApproval(standing, actor)
  if (isTrouble(standing.reason) && needsRunningHelp.includes(verdict)) return 'not-waiting'
  if (verdict === 'amend' && !standing.hasPlan) return 'no-plan'
  return verdict === 'adopt' && !standing.isManualReview ? 'plan-stands' : null
}

/** A first approval can be taken back too: else one that took the only credit authority could not be mended. */
function refusalOfUndo(standing: CaseStanding, actor: Actor, now_ms: number): RefusalReason | null {
  const { stage, holdUntil_ms, approvers } = standing
  if (!takenIn.undo.includes(stage)) return 'hold-over'
  if (stage === 'holding' && now_ms >= (holdUntil_ms ?? 0)) return 'hold-over'
  return approvers.includes(actor.id) || actor.roles.includes('supervisor') ? null : 'not-yours'
}

function refusalOfApproval(standing: CaseStanding, actor: Actor): RefusalReason | null {
  if (isTrouble(standing.reason)) return 'not-waiting'
  if (standing.policyAuthors.includes(actor.id)) return 'policy-author'
  if (!standing.hasPlan) return 'no-plan'
  if (isPlanSpent(standing.reason)) return 'plan-spent'
  if (standing.approvers.length === 0) return null
  if (standing.approvers.includes(actor.id)) return 'second-is-first'
  const hasAuthority = actor.permissions.includes('credit_authority')
  return standing.needsCreditAuthority && !hasAuthority ? 'credit-authority' : null
}

const SNOOZE_ENDS_BEFORE_DUE_DAYS = 3

/** Why what comes with the verdict will not do. Bank time, epoch ms. */
export function refusalOfDetail(
  standing: CaseStanding,
  claims: DecisionClaims,
  { now_ms, dueDatePassed_ms }: { now_ms: number; dueDatePassed_ms: number },
): RefusalReason | null {
  switch (claims.verdict) {
    case 'reject':
      return claims.rejectReason === null ? 'reason-missing' : null
    case 'cancel':
      return detailFor(claims, 'cancel') ? null : 'reason-missing'
    case 'snooze': {
      const snooze = detailFor(claims, 'snooze')
      if (!snooze) return 'detail-missing'
      if (snooze.until === null) return null
      const until_ms = Date.parse(snooze.until)
      const last_ms = dueDatePassed_ms - SNOOZE_ENDS_BEFORE_DUE_DAYS * DAY_MS
      return until_ms > now_ms && until_ms <= last_ms ? null : 'snooze-too-long'
    }
    case 'hold':
      return detailFor(claims, 'hold') ? null : 'detail-missing'
    case 'reassign':
      return refusalOfReassign(standing, claims)
    case 'amend':
      return detailFor(claims, 'amend') ? null : 'detail-missing'
    case 'adopt':
      return detailFor(claims, 'adopt') ? null : 'detail-missing'
    default:
      return null
  }
}

function refusalOfReassign({ assignee }: CaseStanding, claims: DecisionClaims): RefusalReason | null {
  const to = detailFor(claims, 'reassign')?.to
  const { id, roles } = claims.actor
  if (to === undefined) return 'detail-missing'
  const isTheirs = to === id || assignee === id
  return isTheirs || roles.includes('supervisor') ? null : 'not-your-case'
}

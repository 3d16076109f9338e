import type { DecisionClaims } from '../domain/decision.ts'
import { DECISION_TOKEN_LIFETIME_MS } from '../domain/decision.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { Desk } from './case-desk.ts'

export type Refusal = { code: ErrorCode; reason: string; message: string }

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
  'plan-changed': ['conflict', 'The plan has changed since; look again.'],
  'role-may-not-decide': ['refused', 'This role may not decide.'],
  'no-plan': ['refused', 'There is no plan that could be approved.'],
  'reason-missing': ['invalid', 'A rejection names its reason.'],
  'second-is-first': ['refused', 'The second approval must come from another person.'],
  'credit-authority': ['refused', 'The second approval needs credit authority.'],
  'hold-over': ['conflict', 'The time to undo is over.'],
  'not-yours': ['refused', 'Only who approved it, or a supervisor, may undo it.'],
} as const satisfies Record<string, readonly [ErrorCode, string]>
export type RefusalReason = keyof typeof refusals

export const refusalFor = (reason: RefusalReason): Refusal => {
  const [code, message] = refusals[reason]
  return { code, reason, message }
}

/** Why this approval or rejection cannot be taken now; null where it can. Reads only. `now_ms` is wall time. */
export function refusalOfDecision(desk: Desk, claims: DecisionClaims, now_ms: number): RefusalReason | null {
  const general = refusalOfClaims(desk, claims, now_ms)
  if (general) return general
  if (claims.verdict === 'undo') return 'wrong-verdict'
  if (desk.stage === 'sending') return 'still-moving'
  if (!mayTake(desk, claims.verdict)) return 'not-waiting'
  return claims.verdict === 'reject' ? refusalOfRejection(claims) : refusalOfApproval(desk, claims)
}

/** Why this undo cannot be taken now; null where it can. Reads only. `now_ms` is wall time. */
export function refusalOfUndo(desk: Desk, claims: DecisionClaims, now_ms: number): RefusalReason | null {
  const general = refusalOfClaims(desk, claims, now_ms)
  if (general) return general
  if (claims.verdict !== 'undo') return 'wrong-verdict'
  if (!isUndoable(desk, now_ms)) return 'hold-over'
  const isTheirs = desk.approvals.includes(claims.actor.id) || claims.actor.roles.includes('supervisor')
  return isTheirs ? null : 'not-yours'
}

/** A first approval can be taken back too: else one that took the only credit authority could not be mended. */
function isUndoable({ stage, holdUntil_ms }: Desk, now_ms: number): boolean {
  if (stage === 'awaiting_second' || stage === 'awaiting_window') return true
  return stage === 'holding' && now_ms < (holdUntil_ms ?? 0)
}

function refusalOfClaims(desk: Desk, claims: DecisionClaims, now_ms: number): RefusalReason | null {
  if (claims.caseId !== desk.start.caseId) return 'other-case'
  if (isExpired(claims, now_ms)) return 'token-expired'
  if (desk.consumedDecisions.has(claims.decisionId)) return 'decision-used'
  const { roles } = claims.actor
  if (!roles.includes('case_worker') && !roles.includes('supervisor')) return 'role-may-not-decide'
  if (!desk.proposal) return desk.stage === 'assessing' ? 'still-moving' : 'not-waiting'
  if (claims.evidenceHash !== desk.proposal.evidenceHash) return 'evidence-changed'
  return claims.planHash === desk.proposal.planHash ? null : 'plan-changed'
}

/** A token lives at most its lifetime, whatever end it names. */
function isExpired({ issuedAt, expiresAt }: DecisionClaims, now_ms: number): boolean {
  const ends_ms = Math.min(Date.parse(expiresAt), Date.parse(issuedAt) + DECISION_TOKEN_LIFETIME_MS)
  return now_ms >= ends_ms
}

function mayTake({ stage, isInTrouble, isRejected }: Desk, verdict: 'approve' | 'reject'): boolean {
  if (isRejected) return false
  const isOpen = stage === 'awaiting_decision' || stage === 'awaiting_second'
  if (verdict === 'approve') return isOpen || (stage === 'blocked' && !isInTrouble)
  return isOpen || stage === 'blocked' || stage === 'unresolved'
}

const refusalOfRejection = ({ rejectReason }: DecisionClaims): RefusalReason | null =>
  rejectReason === null ? 'reason-missing' : null

function refusalOfApproval({ proposal, approvals }: Desk, { actor }: DecisionClaims): RefusalReason | null {
  if (!proposal || proposal.stepCount === 0) return 'no-plan'
  if (approvals.length === 0) return null
  if (approvals.includes(actor.id)) return 'second-is-first'
  const hasAuthority = actor.permissions.includes('credit_authority')
  return proposal.needsCreditAuthority && !hasAuthority ? 'credit-authority' : null
}

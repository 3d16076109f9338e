import { bankTimeAt } from '../domain/bank-time.ts'
import {
  refusalOfDetail,
  refusalOfVerdict,
  type CaseStanding,
  type RefusalReason,
} from '../domain/case-refusals.ts'
import { DECISION_TOKEN_LIFETIME_MS, type DecisionClaims } from '../domain/decision.ts'
import { approvers, type Desk } from './case-desk.ts'

/** Why this decision cannot be taken now; null where it can. Reads only. `now_ms` is wall time. */
export function refusalOfClaims(desk: Desk, claims: DecisionClaims, now_ms: number): RefusalReason | null {
  if (claims.caseId !== desk.start.caseId) return 'other-case'
  if (isExpired(claims, now_ms)) return 'token-expired'
  if (desk.consumedDecisions.has(claims.decisionId)) return 'decision-used'
  const standing = standingOf(desk)
  const mayNot = refusalOfVerdict(standing, claims, now_ms)
  if (mayNot === 'role-may-not-decide') return mayNot
  if (desk.isChanging) return 'still-moving'
  if (!desk.proposal) return desk.stage === 'assessing' ? 'still-moving' : (mayNot ?? 'not-waiting')
  if (claims.evidenceHash !== desk.proposal.evidenceHash) return 'evidence-changed'
  if (claims.planHash !== desk.proposal.planHash) return 'plan-changed'
  if (claims.verdict === 'approve' && Date.parse(claims.issuedAt) < desk.lookedAfter_ms)
    return 'evidence-changed'
  const { dueDatePassed_ms } = desk.proposal
  return (
    mayNot ?? refusalOfDetail(standing, claims, { now_ms: bankTimeAt(desk.clock, now_ms), dueDatePassed_ms })
  )
}

/** A token lives at most its lifetime, whatever end it names. */
function isExpired({ issuedAt, expiresAt }: DecisionClaims, now_ms: number): boolean {
  const ends_ms = Math.min(Date.parse(expiresAt), Date.parse(issuedAt) + DECISION_TOKEN_LIFETIME_MS)
  return now_ms >= ends_ms
}

const standingOf = (desk: Desk): CaseStanding => ({
  stage: desk.stage,
  reason: desk.reason,
  approvers: approvers(desk),
  hasPlan: (desk.proposal?.stepCount ?? 0) > 0,
  isManualReview: desk.proposal?.isManualReview ?? false,
  needsCreditAuthority: desk.proposal?.needsCreditAuthority ?? false,
  policyAuthors: desk.proposal?.policyAuthors ?? [],
  assignee: desk.assignee,
  holdUntil_ms: desk.holdUntil_ms,
})

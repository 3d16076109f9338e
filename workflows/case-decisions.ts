import { ed25519 } from '@noble/curves/ed25519.js'
import { ApplicationFailure, setHandler } from '@temporalio/workflow'
import { fromBase64Url } from '../domain/base64url.ts'
import type { DecideInput, DecideResult } from '../domain/case-messages.ts'
import { verifyDecisionToken } from '../domain/decision-token.ts'
import { UNDO_MS, type DecisionClaims } from '../domain/decision.ts'
import { record } from './case-activities.ts'
import { approversNeeded, forgetApprovals, nextSequence, type Desk } from './case-desk.ts'
import { decideUpdate, undoUpdate } from './case-messages.ts'
import { refusalFor, refusalOfDecision, refusalOfUndo, type RefusalReason } from './case-refusals.ts'
import { show, stageOf } from './case-stage.ts'

/** The two requests that a case may refuse: decide and undo. Validators read only; a refusal leaves no history. */
export function takeDecisions(desk: Desk): void {
  const publicKey = fromBase64Url(desk.start.decisionPublicKey) ?? new Uint8Array()
  const claimsOf = ({ token }: DecideInput): DecisionClaims => {
    const read = verifyDecisionToken(token, (signature, message) =>
      ed25519.verify(signature, message, publicKey, { zip215: false }),
    )
    if ('refusal' in read) throw refuse(read.refusal)
    return read.claims
  }
  const validateBy = (rule: typeof refusalOfDecision) => (input: DecideInput) => {
    const reason = rule(desk, claimsOf(input), Date.now())
    if (reason) throw refuse(reason)
  }
  setHandler(decideUpdate, (input) => take(desk, claimsOf(input)), {
    validator: validateBy(refusalOfDecision),
  })
  setHandler(undoUpdate, (input) => take(desk, claimsOf(input)), { validator: validateBy(refusalOfUndo) })
}

function refuse(reason: RefusalReason): ApplicationFailure {
  const { code, message } = refusalFor(reason)
  return ApplicationFailure.nonRetryable(message, code, { reason })
}

/** Changes the state at once, then answers when the decision is on record. */
async function take(desk: Desk, claims: DecisionClaims): Promise<DecideResult> {
  desk.consumedDecisions.add(claims.decisionId)
  changes[claims.verdict](desk, claims)
  show(desk)
  const change = stageOf(desk)
  const sequence = nextSequence(desk)
  const { approvalEnds_ms } = await record.recordDecision({ claims, sequence, change })
  if (claims.verdict === 'approve' && desk.approvals.includes(claims.actor.id))
    desk.approvalEnds_ms = Math.min(desk.approvalEnds_ms ?? Infinity, approvalEnds_ms ?? Infinity)
  return { stage: change.stage, holdUntil: change.holdUntil }
}

const changes: Record<DecisionClaims['verdict'], (desk: Desk, claims: DecisionClaims) => void> = {
  approve: (desk, { actor }) => {
    desk.approvals = [...desk.approvals, actor.id]
    desk.reason = null
    const isFull = desk.approvals.length === approversNeeded(desk)
    desk.stage = isFull ? 'holding' : 'awaiting_second'
    if (isFull) desk.holdUntil_ms = Date.now() + UNDO_MS
  },
  reject: (desk, { rejectReason }) => {
    desk.isRejected = true
    desk.stage = 'awaiting_outcome'
    desk.reason = `rejected:${rejectReason}`
  },
  undo: (desk) => {
    forgetApprovals(desk)
    desk.stage = 'awaiting_decision'
    desk.reason = 'undone'
  },
}

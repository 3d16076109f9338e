import { ApplicationFailure, setHandler } from '@temporalio/workflow'
import type { DecideInput, DecideResult } from '../domain/case-messages.ts'
import { refusalFor, type RefusalReason } from '../domain/case-refusals.ts'
import { verifyDecisionToken } from '../domain/decision-token.ts'
import type { DecisionClaims } from '../domain/decision.ts'
import { record } from './case-activities.ts'
import { changes, changesPlan } from './case-changes.ts'
import { nextSequence, type Desk } from './case-desk.ts'
import { decisionSignal, decisionUpdateDefinitions } from './case-messages.ts'
import { refusalOfClaims } from './case-refusals.ts'
import { show, showAssignee, stageOf } from './case-stage.ts'
import { verifierOf } from './case-tokens.ts'

/**
 * What people decide, as an Update that can be refused (its validator reads only; a refusal leaves no history), or as a
 * signal from operations: then a refusal is written down.
 */
export function takeDecisions(desk: Desk): void {
  const verify = verifierOf(desk)
  const read = (input: DecideInput | undefined) => verifyDecisionToken(input?.token, verify)
  const claimsOf = (input: DecideInput): DecisionClaims => {
    const found = read(input)
    if ('refusal' in found) throw refuse(desk, found.refusal)
    return found.claims
  }
  for (const { definition, verdicts } of decisionUpdateDefinitions) {
    setHandler(definition, (input) => take(desk, claimsOf(input)), {
      validator: (input) => {
        const claims = claimsOf(input)
        const isOther = !verdicts.includes(claims.verdict)
        const reason = isOther ? 'wrong-verdict' : refusalOfClaims(desk, claims, Date.now())
        if (reason) throw refuse(desk, reason)
      },
    })
  }
  setHandler(decisionSignal, async (input) => {
    const found = read(input)
    // What is not signed by us names nobody to whom a refusal could be ascribed.
    if ('refusal' in found || found.claims.caseId !== desk.start.caseId) return
    const refusal = refusalOfClaims(desk, found.claims, Date.now())
    if (refusal) return record.recordRefusal({ claims: found.claims, refusal })
    try {
      await take(desk, found.claims)
    } catch (error) {
      // An Update tells its sender; here nobody listens, and the case must go on.
      if (!(error instanceof ApplicationFailure)) throw error
      await record.recordRefusal({ claims: found.claims, refusal: error.message })
    }
  })
}

/** Says why not, and who was first where somebody was. */
function refuse({ lastDecision }: Desk, reason: RefusalReason): ApplicationFailure {
  const { code, message } = refusalFor(reason)
  const parameters = code === 'conflict' && lastDecision ? lastDecision : {}
  return ApplicationFailure.nonRetryable(message, code, { reason, parameters })
}

/** Changes the state at once, then answers when the decision is on record. */
async function take(desk: Desk, claims: DecisionClaims): Promise<DecideResult> {
  const { decisionId, verdict, actor, expiresAt } = claims
  desk.consumedDecisions.set(decisionId, Date.parse(expiresAt))
  desk.lastDecision = { by: actor.id, verdict, at: new Date(Date.now()).toISOString() }
  const change = changesPlan[verdict]
  if (change) {
    await change(desk, claims)
    return resultOf(desk)
  }
  changes[verdict]?.(desk, claims)
  if (verdict === 'reassign') showAssignee(desk)
  show(desk)
  const result = resultOf(desk)
  const { approvalEnds_ms } = await record.recordDecision({
    ...{ claims, sequence: nextSequence(desk), change: stageOf(desk) },
  })
  if (verdict === 'approve' && desk.approvals.some((approval) => approval.decisionId === decisionId))
    desk.approvalEnds_ms = Math.min(desk.approvalEnds_ms ?? Infinity, approvalEnds_ms ?? Infinity)
  return result
}

const resultOf = (desk: Desk): DecideResult => {
  const { stage, holdUntil } = stageOf(desk)
  return { stage, holdUntil }
}

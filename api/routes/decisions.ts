import type { DecisionClaims } from '../../domain/decision.ts'
import { ServiceError, isServiceError, type ErrorCode } from '../../domain/errors.ts'
import { attachRemark, recordRefusedDecision } from '../../stores/postgres/decisions.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import type { Decided } from '../contract/cases.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { claimsOf } from './decision-token.ts'

/** These say that the case took the wish and answered no; anything else left it undecided. */
const refusals: ReadonlySet<ErrorCode> = new Set(['refused', 'conflict', 'forbidden', 'not-found', 'invalid'])

type DecisionDeps = Pick<Deps, 'database' | 'vault' | 'cases' | 'signDecision'>

export const decisionHandlers = (deps: DecisionDeps): Pick<Handlers, 'postDecision' | 'postUndo'> => ({
  postDecision: ({ signedIn, params, body }) =>
    decide(
      deps,
      claimsOf({
        caseId: params.id,
        verdict: body.verdict,
        rejectReason: body.rejectReason ?? null,
        evidenceHash: body.evidenceHash,
        planHash: body.planHash,
        actor: signedIn.actor,
      }),
      body.remark,
    ),
  postUndo: ({ signedIn, params, body }) =>
    decide(deps, claimsOf({ caseId: params.id, verdict: 'undo', ...body, actor: signedIn.actor })),
})

/** Brings the signed decision to the case. A no is recorded with its reason; Temporal keeps no trace of it. */
export async function decide(deps: DecisionDeps, claims: DecisionClaims, remark?: string): Promise<Decided> {
  const row = await findInboxCase(deps.database, claims.caseId)
  if (!row) throw new ServiceError('not-found', 'case', 'There is no such case')
  const text = remark ? await deps.vault.writeText(row.customer, 'remark', remark) : null
  const token = deps.signDecision(claims)
  try {
    const result = await deps.cases.decideCase(claims.caseId, token)
    // The case has written the decision's row before it answered.
    if (text) await attachRemark(deps.database, claims.decisionId, text)
    return { decisionId: claims.decisionId, ...result }
  } catch (error) {
    if (isServiceError(error) && refusals.has(error.code))
      await deps.database.transaction((client) => recordRefusedDecision(client, claims, error.reason, text))
    throw error
  }
}

import { ServiceError } from '../../domain/errors.ts'
import type { DecisionClaims, DecisionDetail, Verdict } from '../../domain/decision.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import type { Handlers } from '../http/handler.ts'
import { claimsOf } from './decision-token.ts'
import { decide } from './decisions.ts'
import { checkEdits, requireSendable } from './case-edits.ts'

type ActionDeps = Pick<Deps, 'database' | 'vault' | 'cases' | 'signDecision' | 'packs'>
type Actions = Pick<
  Handlers,
  | 'postAmend'
  | 'postAdopt'
  | 'postSnooze'
  | 'postCaseHold'
  | 'postReassign'
  | 'postEscalate'
  | 'postCancel'
  | 'postDecisionToken'
>
type Call = {
  signedIn: SignedIn
  params: { id: string }
  body: { evidenceHash: string; planHash: string; remark?: string | undefined }
}

/** How a case is worked: each becomes a signed decision that the workflow may refuse. */
export function caseActionHandlers(deps: ActionDeps): Actions {
  const say = (call: Call, verdict: Verdict, detail: DecisionDetail | null) =>
    decide(deps, claims(call, verdict, { detail }), call.body.remark)
  return {
    postAmend: async (call) => {
      const record = await theCase(deps, call.params.id)
      await checkEdits(deps, record.id, call.body.edits)
      const edits = await Promise.all(
        call.body.edits.map(async ({ stepIndex, text }) => {
          const { ref, sha256 } = await deps.vault.writeText(record.customer, 'edit', text)
          return { stepIndex, ref, sha256 }
        }),
      )
      return say(call, 'amend', { for: 'amend', edits })
    },
    postAdopt: async (call) => {
      const { interventionId } = call.body
      await requireSendable(deps, call.params.id, interventionId)
      return say(call, 'adopt', { for: 'adopt', interventionId })
    },
    postSnooze: (call) => say(call, 'snooze', { for: 'snooze', until: call.body.until }),
    postCaseHold: (call) => {
      const { kind, until, treatmentEnds = null } = call.body
      return say(call, 'hold', { for: 'hold', kind, until, treatmentEnds })
    },
    postReassign: (call) => say(call, 'reassign', { for: 'reassign', to: call.body.to }),
    postEscalate: (call) => say(call, 'escalate', null),
    postCancel: (call) => say(call, 'cancel', { for: 'cancel', reason: call.body.reason }),
    postDecisionToken: async (call) => {
      const { verdict, rejectReason, cancelReason } = call.body
      await theCase(deps, call.params.id)
      const said = claims(call, verdict, {
        rejectReason: rejectReason ?? null,
        detail: cancelReason ? { for: 'cancel', reason: cancelReason } : null,
      })
      const { decisionId, expiresAt, caseId } = said
      const input = { token: deps.signDecision(said) }
      return { decisionId, expiresAt, workflowId: caseId, signal: 'decision', input }
    },
  }
}

const claims = (
  { params, body, signedIn }: Call,
  verdict: Verdict,
  more: Partial<Pick<DecisionClaims, 'rejectReason' | 'detail'>>,
): DecisionClaims => {
  const { evidenceHash, planHash } = body
  return claimsOf({ caseId: params.id, verdict, evidenceHash, planHash, actor: signedIn.actor, ...more })
}

async function theCase({ database }: Pick<ActionDeps, 'database'>, caseId: string): Promise<CaseRecord> {
  const record = await findInboxCase(database, caseId)
  if (record) return record
  throw new ServiceError('not-found', 'case', 'There is no such case')
}

import type { DecisionClaims } from '../domain/decision.ts'
import { approvalEnds_ms } from '../domain/deadlines.ts'
import { calendarOf } from '../policies/calendar.ts'
import { raiseUrgency, writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { recordAcceptedDecision } from '../stores/postgres/decisions.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type RecordDecisionInput = { claims: DecisionClaims; sequence: number; change: StageChange }
/** When an approval given now lapses: bank time, epoch ms. Null where there is nothing to approve. */
export type RecordedDecision = { approvalEnds_ms: number | null }

const ESCALATED = { escalation: 'escalate' } as const

/** Writes who decided what on which hashes, with its audit row, and where the case stands now. */
export const recordDecision =
  ({ db, clock, packs }: CaseDeps) =>
  async ({ claims, sequence, change }: RecordDecisionInput): Promise<RecordedDecision> => {
    await db.transaction(async (client) => {
      const { caseId, verdict } = claims
      await recordAcceptedDecision(client, claims)
      const isEscalated = verdict === 'escalate'
      const position = positionOf(caseId, sequence)
      const isFirst = await writeStage(client, position, { ...change, ...(isEscalated && ESCALATED) })
      if (isFirst && isEscalated) await raiseUrgency(client, caseId)
    })
    const stored = await currentEvidence(db, claims.caseId)
    if (!stored) return { approvalEnds_ms: null }
    const calendar = calendarOf(await packs.of(stored.evidence.pack))
    const { now_ms } = bankNow(clock)
    return { approvalEnds_ms: approvalEnds_ms(now_ms, stored.evidence.obligation.dueDate, calendar) }
  }

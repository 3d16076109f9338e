import type { DecisionClaims } from '../domain/decision.ts'
import { approvalEnds_ms } from '../domain/deadlines.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { recordAcceptedDecision } from '../stores/postgres/decisions.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { bankNow } from './bank-now.ts'
import { holidaysOf } from './decide-intervention.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type RecordDecisionInput = { claims: DecisionClaims; sequence: number; change: StageChange }
/** When an approval given now lapses: bank time, epoch ms. Null where there is nothing to approve. */
export type RecordedDecision = { approvalEnds_ms: number | null }

/** Writes who decided what on which hashes, with its audit row, and where the case stands now. */
export const recordDecision =
  ({ db, packOf }: CaseDeps) =>
  async ({ claims, sequence, change }: RecordDecisionInput): Promise<RecordedDecision> => {
    await db.transaction(async (client) => {
      await recordAcceptedDecision(client, claims)
      await writeStage(client, positionOf(claims.caseId, sequence), change)
    })
    const stored = await currentEvidence(db, claims.caseId)
    if (!stored) return { approvalEnds_ms: null }
    const pack = packOf(stored.evidence.pack.id)
    const calendar = { zone: pack.documents.pack.zone, holidays: holidaysOf(pack) }
    const { now_ms } = await bankNow(db)
    return { approvalEnds_ms: approvalEnds_ms(now_ms, stored.evidence.obligation.dueDate, calendar) }
  }

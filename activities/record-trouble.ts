import type { CaseStart } from '../domain/case.ts'
import { outcomeFinal_ms } from '../domain/deadlines.ts'
import { isServiceError } from '../domain/errors.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Intervention } from '../domain/intervention.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { writeCase, writeStage, type CaseFace } from '../stores/postgres/cases.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'
import { positionOf } from './position.ts'

export type RecordTroubleInput = {
  start: CaseStart
  sequence: number
  /** `operations:` and the failure's code and reason. */
  reason: string
  /** Does the inbox have a row of this case already? */
  isProposed: boolean
}

/** Bank time, epoch ms. */
export type RecordedTrouble = { outcomeFinal_ms: number }

const OPERATIONS: Intervention = {
  id: 'operations',
  title: 'Operations must look at this case',
  kinds: ['manual_review'],
  priority: 'HIGH',
  sla_hours: 24,
  templateId: null,
}

/** Shows a case that cannot go on by itself, with what is known of it, so that nobody is forgotten. */
export const recordTrouble =
  ({ db, clock }: CaseDeps) =>
  async ({ start, sequence, reason, isProposed }: RecordTroubleInput): Promise<RecordedTrouble> => {
    const evaluation = isProposed ? null : await readableEvaluation(db, start.evaluationId)
    const { now_ms } = bankNow(clock)
    await db.transaction(async (client) => {
      const position = positionOf(start.caseId, sequence)
      const change = { stage: 'blocked', reason, holdUntil: null, approvedBy: [] } as const
      const isFirst = isProposed
        ? await writeStage(client, position, change)
        : await writeCase(client, position, change, faceOf(start, evaluation, now_ms))
      if (isFirst)
        await writeAudit(client, {
          actorId: 'case',
          action: 'case.trouble',
          subject: start.caseId,
          details: { reason },
        })
    })
    return { outcomeFinal_ms: outcomeFinal_ms(start.obligation.dueDate, start.bankZone) }
  }

/** Null where the evaluation is the very thing that does not verify. */
async function readableEvaluation(db: CaseDeps['db'], id: string): Promise<Evaluation | null> {
  try {
    return await verifiedEvaluation(db, id)
  } catch (error) {
    if (isServiceError(error)) return null
    throw error
  }
}

const faceOf = (start: CaseStart, evaluation: Evaluation | null, now_ms: number): CaseFace => ({
  customer: start.customer,
  episode: start.episode,
  level: evaluation?.level ?? 'INSUFFICIENT_HISTORY',
  hardship: evaluation?.hardship.type ?? 'NONE',
  persona: evaluation?.persona ?? 'stable',
  probability: evaluation?.score?.probability ?? null,
  scorecard: evaluation?.scorecard ?? { total: 0, parts: [] },
  intervention: OPERATIONS,
  obligation: start.obligation,
  evidenceHash: null,
  planHash: null,
  slaDueAt: null,
  urgency: 100,
  openedAt: evaluation?.asOf ?? new Date(now_ms).toISOString(),
})

import { writeAudit } from '../stores/postgres/audit.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type { StageChange }
export type RecordStageInput = {
  caseId: string
  sequence: number
  change: StageChange
  /** Whose approvals end with it. */
  voids?: readonly string[]
}

/** Shows where the case stands now; approvals that are void are written down as such. */
export const recordStage =
  ({ db }: Pick<CaseDeps, 'db'>) =>
  async ({ caseId, sequence, change, voids = [] }: RecordStageInput): Promise<void> => {
    await db.transaction(async (client) => {
      const isFirst = await writeStage(client, positionOf(caseId, sequence), change)
      if (isFirst && voids.length > 0)
        await writeAudit(client, {
          actorId: 'case',
          action: 'approval.voided',
          subject: caseId,
          details: { why: change.reason, approvers: voids.join(' ') },
        })
    })
  }

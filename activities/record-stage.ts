import type { MessageStatus } from '../domain/message.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type RecordStageInput = {
  caseId: string
  sequence: number
  change: StageChange
  delivery?: MessageStatus | null
}

/** Shows where the case stands now. */
export const recordStage =
  ({ db }: Pick<CaseDeps, 'db'>) =>
  async ({ caseId, sequence, change, delivery }: RecordStageInput): Promise<void> => {
    await db.transaction((client) =>
      writeStage(client, positionOf(caseId, sequence), change, { delivery: delivery ?? null }),
    )
  }

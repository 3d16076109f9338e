import { writeCase, type StageChange } from '../stores/postgres/cases.ts'
import { heldOutFace } from '../stores/postgres/hold-outs.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

/** The row that nobody saw: from now on the case stands in the inbox. */
export const unsealHoldOut =
  ({ db }: Pick<CaseDeps, 'db'>) =>
  async (input: { caseId: string; sequence: number; change: StageChange }): Promise<void> => {
    const { caseId, sequence, change } = input
    await db.transaction(async (client) => {
      const face = await heldOutFace(client, caseId)
      if (face) await writeCase(client, positionOf(caseId, sequence), change, face)
    })
  }

import type { Logger } from '../../stores/logger.ts'
import { sealCase, unsealedCaseIds } from '../../stores/postgres/archive.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { Temporal } from '../../stores/temporal/client.ts'
import { collectCase } from './case-record.ts'

/** Seals every completed case that is not sealed yet. One that cannot be read is named in the log and left for the next turn. */
export async function sealCompleted(db: Database, temporal: Temporal, log: Logger): Promise<number> {
  let sealed = 0
  for (const caseId of await unsealedCaseIds(db)) {
    try {
      const record = await collectCase(db, temporal, caseId)
      if (!record) continue
      await sealCase(db, caseId, JSON.stringify(record))
      sealed++
    } catch (error) {
      log.error({ caseId, err: error }, 'This case could not be sealed')
    }
  }
  return sealed
}

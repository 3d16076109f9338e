import type { Logger } from '../../stores/logger.ts'
import { sealCase, unsealedCaseIds } from '../../stores/postgres/archive.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { Temporal } from '../../stores/temporal/client.ts'
import { collectCase } from './case-record.ts'

/** A case that could not be sealed now waits this long, so that it does not stand in the way of others. */
const POSTPONED_MS = 10_000

export type Sealer = { sealCompleted: () => Promise<number> }

/** Seals every completed case that is not sealed yet, and says how many. One that cannot be read is named in the log. */
export function createSealer(db: Database, temporal: Temporal, log: Logger): Sealer {
  const postponed = new Map<string, number>()
  const seal = async (caseId: string): Promise<boolean> => {
    try {
      const record = await collectCase(db, temporal, caseId)
      if (record) await sealCase(db, caseId, JSON.stringify(record))
      return record !== null
    } catch (error) {
      log.error({ caseId, err: error }, 'This case could not be sealed')
      return false
    }
  }
  const turn = async (): Promise<number> => {
    for (const [caseId, until_ms] of postponed) if (until_ms <= Date.now()) postponed.delete(caseId)
    let sealed = 0
    for (const caseId of await unsealedCaseIds(db, [...postponed.keys()])) {
      if (await seal(caseId)) sealed++
      else postponed.set(caseId, Date.now() + POSTPONED_MS)
    }
    return sealed
  }
  return {
    sealCompleted: async () => {
      let all = 0
      for (let sealed = await turn(); sealed > 0; sealed = await turn()) all += sealed
      return all
    },
  }
}

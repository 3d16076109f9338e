import { openDatabase } from '../../stores/postgres/database.ts'
import type { InstanceInfo } from './instance.ts'
import { eventually } from './processes.ts'

export type CaseRows = Awaited<ReturnType<typeof openCaseRows>>

/** The read model of cases, read directly. */
export async function openCaseRows(instance: InstanceInfo) {
  const db = openDatabase(instance.environment['DATABASE_URL'] ?? '')
  const stageOf = async (caseId: string): Promise<string | undefined> =>
    (await db.query<{ stage: string }>('select stage from cases where case_id = $1', [caseId])).rows[0]?.stage
  return {
    db,
    stageOf,
    untilStage: async (caseId: string, stage: string, within_ms?: number): Promise<void> => {
      let seen: string | undefined
      const arrived = async () => (seen = await stageOf(caseId)) === stage
      await eventually(`${caseId} ${stage}`, arrived, within_ms).catch((late: Error) => {
        throw new Error(`${late.message}; it is ${seen}`)
      })
    },
    close: () => db.close(),
  }
}

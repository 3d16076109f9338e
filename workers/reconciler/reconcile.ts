import type { Logger } from '../../stores/logger.ts'
import { closedAmong, openStandings, type LedgerStanding } from '../../stores/postgres/case-repairs.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { runningCaseIds } from '../../stores/temporal/case-standings.ts'
import type { Temporal } from '../../stores/temporal/client.ts'
import { repairCase, type Repair } from './repair.ts'

export type ReconcilerDeps = {
  db: Database
  temporal: Pick<Temporal, 'client'>
  log: Logger
  onRepair: (repair: Repair) => void
}
export type Reconciler = {
  /** Compares every case once. What disagrees now and did so a turn ago is repaired; says how many were. */
  turn: () => Promise<number>
}

/**
 * Holds the ledger and the inbox against Temporal. A case in motion disagrees for a moment, and visibility lags: only what
 * disagrees twice in a row is looked at, and then the workflow itself is asked.
 */
export function createReconciler(deps: ReconcilerDeps): Reconciler {
  let suspected = new Set<string>()
  return {
    turn: async () => {
      const suspects = await disagreements(deps)
      let repaired = 0
      for (const suspect of suspects.filter(({ caseId }) => suspected.has(caseId)))
        if (await tryRepair(deps, suspect)) repaired++
      suspected = new Set(suspects.map(({ caseId }) => caseId))
      return repaired
    },
  }
}

async function disagreements({ db, temporal }: ReconcilerDeps): Promise<LedgerStanding[]> {
  const open = await openStandings(db)
  const running = await runningCaseIds(temporal)
  const withoutWorkflow = open.filter(({ caseId }) => !running.has(caseId))
  return [...withoutWorkflow, ...(await closedAmong(db, [...running]))]
}

async function tryRepair(deps: ReconcilerDeps, suspect: LedgerStanding): Promise<boolean> {
  try {
    const repair = await repairCase(deps, suspect)
    if (!repair) return false
    deps.onRepair(repair)
    deps.log.warn({ caseId: suspect.caseId, repair }, 'The ledger and Temporal disagreed: repaired')
    return true
  } catch (error) {
    deps.log.error({ caseId: suspect.caseId, err: error }, 'This case could not be repaired')
    return false
  }
}

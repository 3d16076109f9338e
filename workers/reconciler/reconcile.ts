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
export type Repaired = { caseId: string; repair: Repair }
export type Turn = {
  /** Cases that the ledger or the inbox holds open, and those that run in Temporal. */
  open: number
  running: number
  /** What disagrees now; it may only be in motion. */
  suspects: readonly LedgerStanding[]
  repaired: readonly Repaired[]
}
export type Reconciler = {
  /** Compares every case once. What disagrees now and did so a turn ago is repaired. */
  turn: () => Promise<Turn>
}

/**
 * Holds the ledger and the inbox against Temporal. A case in motion disagrees for a moment, and visibility lags: only what
 * disagrees twice in a row is looked at, and then the workflow itself is asked.
 */
export function createReconciler(deps: ReconcilerDeps): Reconciler {
  let suspected = new Set<string>()
  return {
    turn: async () => {
      const { suspects, ...counts } = await compareCases(deps)
      const repaired: Repaired[] = []
      for (const suspect of suspects.filter(({ caseId }) => suspected.has(caseId)))
        repaired.push(...(await tryRepair(deps, suspect)))
      suspected = new Set(suspects.map(({ caseId }) => caseId))
      return { ...counts, suspects, repaired }
    },
  }
}

/** Every case of the ledger and the inbox against every case that runs. */
export async function compareCases({
  db,
  temporal,
}: Pick<ReconcilerDeps, 'db' | 'temporal'>): Promise<Omit<Turn, 'repaired'>> {
  const open = await openStandings(db)
  const running = await runningCaseIds(temporal)
  const withoutWorkflow = open.filter(({ caseId }) => !running.has(caseId))
  const behindClosed = await closedAmong(db, [...running])
  return { open: open.length, running: running.size, suspects: [...withoutWorkflow, ...behindClosed] }
}

async function tryRepair(deps: ReconcilerDeps, suspect: LedgerStanding): Promise<Repaired[]> {
  const { caseId } = suspect
  try {
    const repair = await repairCase(deps, suspect)
    if (!repair) return []
    deps.onRepair(repair)
    deps.log.warn({ caseId, repair }, 'The ledger and Temporal disagreed: repaired')
    return [{ caseId, repair }]
  } catch (error) {
    deps.log.error({ caseId, err: error }, 'This case could not be repaired')
    return []
  }
}

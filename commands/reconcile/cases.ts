import { setTimeout as pause } from 'node:timers/promises'
import type { Reconciler, Repaired, Turn } from '../../workers/reconciler/reconcile.ts'
import { repairs, type Repair } from '../../workers/reconciler/repair.ts'

/** A case in motion agrees again, and visibility has caught up, within this. */
const BETWEEN_TURNS_MS = 5_000

export type CasesReport = { open: number; running: number } & Record<Repair, number>

const found: Record<Repair, string> = {
  restarted: 'open in the ledger, unknown to Temporal: is started anew',
  'closed-completed': 'shown open, its workflow has completed: closed with its outcome',
  'closed-ended': 'shown open, its workflow was ended or is gone: closed',
  reopened: 'runs behind a closed row or episode: shown again',
}

/** Compares every case with Temporal, repairs what disagrees twice, and says of each case what was found and done. */
export async function reconcileCases(
  reconciler: Reconciler,
  say: (line: string) => void,
): Promise<CasesReport> {
  const first = await reconciler.turn()
  const { open, running, repaired } = first.suspects.length === 0 ? first : await again(reconciler)
  say(`cases: ${open} open here, ${running} run in Temporal, ${repaired.length} repaired`)
  for (const { caseId, repair } of repaired) say(`  ${caseId}  ${found[repair]}`)
  return { open, running, ...countsOf(repaired) }
}

async function again(reconciler: Reconciler): Promise<Turn> {
  await pause(BETWEEN_TURNS_MS)
  return reconciler.turn()
}

const countsOf = (repaired: readonly Repaired[]): Record<Repair, number> =>
  Object.fromEntries(
    repairs.map((repair) => [repair, repaired.filter((each) => each.repair === repair).length]),
  ) as Record<Repair, number>

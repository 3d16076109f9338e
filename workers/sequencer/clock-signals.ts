import type { ClockMap } from '../../domain/bank-time.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { openCaseIds } from '../../stores/postgres/episodes.ts'
import type { Cases } from '../../stores/temporal/cases.ts'

export const SIGNALLED_AT_ONCE = 16

/** Tells every open case the bank's clock. A case that is not started yet gets the clock of its start (the opener). */
export async function signalClock(db: Database, cases: Cases, clock: ClockMap): Promise<void> {
  if (clock.length === 0) return
  const caseIds = await openCaseIds(db)
  for (let from = 0; from < caseIds.length; from += SIGNALLED_AT_ONCE) {
    const some = caseIds.slice(from, from + SIGNALLED_AT_ONCE)
    await Promise.all(some.map((caseId) => cases.signalCase(caseId, 'clockChanged', { clock })))
  }
}

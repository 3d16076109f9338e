import { bankTimeAt, recentSegments, type ClockMap } from '../domain/bank-time.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import type { Queryable } from '../stores/postgres/database.ts'

/** Bank time now (epoch ms), by the clock as it stands in the database, and what a case needs of that clock. */
export async function bankNow(db: Queryable): Promise<{ now_ms: number; clock: ClockMap }> {
  const clock = await readClock(db)
  return { now_ms: bankTimeAt(clock, Date.now()), clock: recentSegments(clock) }
}

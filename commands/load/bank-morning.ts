import { BANK_MORNING_MINUTE, bankTimeAt, instantAt, localDateOf } from '../../domain/bank-time.ts'
import { nextBusinessDay, type LocalDate } from '../../domain/calendar.ts'
import { appendSegment, readClock } from '../../stores/postgres/bank-clock.ts'
import type { Database } from '../../stores/postgres/database.ts'

/**
 * Sets bank time to 10:00 on the next business day after the last event, at this speed. It never goes back: where the
 * bank's clock is there already, only the speed changes. Returns the day whose tick evaluates everybody.
 */
export async function openBankDay(
  db: Database,
  newestAt: string,
  zone: string,
  speed: 0 | 1,
): Promise<LocalDate> {
  const date = nextBusinessDay(localDateOf(Date.parse(newestAt), zone))
  const morning_ms = instantAt(date, BANK_MORNING_MINUTE, zone)
  const clock = await readClock(db)
  const wall_ms = Date.now()
  const bank_ms = clock.length === 0 ? -Infinity : bankTimeAt(clock, wall_ms)
  if (bank_ms < morning_ms) await appendSegment(db, { wallFrom_ms: wall_ms, bankFrom_ms: morning_ms, speed })
  else if (clock.at(-1)?.speed !== speed) {
    await appendSegment(db, { wallFrom_ms: wall_ms, bankFrom_ms: bank_ms, speed })
  }
  return date
}

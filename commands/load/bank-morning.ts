import { BANK_MORNING_MINUTE, bankTimeAt, instantAt, localDateOf } from '../../domain/bank-time.ts'
import { nextBusinessDay, type LocalDate } from '../../domain/calendar.ts'
import { moveClock, type Mode } from '../../stores/postgres/bank-clock.ts'
import type { Database } from '../../stores/postgres/database.ts'

export type Morning = { newestAt: string; zone: string; speed: 0 | 1 }

/**
 * Sets bank time to 10:00 on the next business day after the last event, at this speed. It never goes back: where the
 * bank's clock is there already, only the speed changes. Returns the day whose tick evaluates everybody; null in
 * production, where nobody moves the clock.
 */
export async function openBankDay(
  db: Pick<Database, 'transaction'>,
  mode: Mode,
  { newestAt, zone, speed }: Morning,
): Promise<LocalDate | null> {
  if (mode === 'production') return null
  const date = nextBusinessDay(localDateOf(Date.parse(newestAt), zone))
  const morning_ms = instantAt(date, BANK_MORNING_MINUTE, zone)
  await db.transaction((client) =>
    moveClock(client, (clock, wallFrom_ms) => {
      const bank_ms = clock.length === 0 ? -Infinity : bankTimeAt(clock, wallFrom_ms)
      if (bank_ms < morning_ms) return { wallFrom_ms, bankFrom_ms: morning_ms, speed }
      return clock.at(-1)?.speed === speed ? null : { wallFrom_ms, bankFrom_ms: bank_ms, speed }
    }),
  )
  return date
}

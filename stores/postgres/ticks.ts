import type { LocalDate } from '../../domain/calendar.ts'
import type { Queryable } from './database.ts'

/** The bank day of the newest tick on the topic, or null. */
export async function newestTick(db: Queryable): Promise<LocalDate | null> {
  const { rows } = await db.query<{ date: LocalDate | null }>(`select max(bank_date) as date from ticks`)
  return rows[0]?.date ?? null
}

/** Notes that the tick of a day is on every partition. Twice changes nothing. */
export async function recordTick(db: Queryable, date: LocalDate): Promise<void> {
  await db.query(`insert into ticks (bank_date) values ($1) on conflict do nothing`, [date])
}

import type { LocalDate } from '../../domain/calendar.ts'
import type { Queryable } from './database.ts'

/** How far the ticks have come: the newest bank day, and the partitions that have it: the first so many, null: all. */
export type TickProgress = { date: LocalDate; partitions: number | null }

/** The newest tick on the topic, or null. */
export async function newestTick(db: Queryable): Promise<TickProgress | null> {
  const { rows } = await db.query<TickProgress>(
    'select bank_date as date, partitions from ticks order by bank_date desc limit 1',
  )
  return rows[0] ?? null
}

/** Notes on how many partitions the tick of a day is. Twice changes nothing. */
export async function recordTick(db: Queryable, { date, partitions }: TickProgress): Promise<void> {
  await db.query(
    `insert into ticks (bank_date, partitions) values ($1, $2)
     on conflict (bank_date) do update set partitions = excluded.partitions`,
    [date, partitions],
  )
}

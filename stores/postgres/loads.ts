import type { Queryable } from './database.ts'

/** How far a file came. `ends`: the topic's end by partition when that was noted. */
export type Load = {
  id: string
  rowsSent: number
  ends: Record<string, number>
  /** The newest event, ISO 8601; null before the first. */
  newestAt: string | null
  finishedAt: string | null
}

/** The load as it stands; a new one begins at its first row, with the topic as it is now. */
export async function beginLoad(db: Queryable, id: string, ends: Record<string, number>): Promise<Load> {
  await db.query(`insert into loads (id, ends) values ($1, $2) on conflict do nothing`, [id, ends])
  const { rows } = await db.query<Load>(
    `select id, rows_sent as "rowsSent", ends, newest_at as "newestAt", finished_at as "finishedAt"
     from loads where id = $1`,
    [id],
  )
  const [load] = rows
  if (!load) throw new TypeError('the load was not written')
  return load
}

export async function noteLoad(db: Queryable, load: Load): Promise<void> {
  await db.query(
    `update loads set rows_sent = $2, ends = $3, newest_at = $4, finished_at = $5 where id = $1`,
    [load.id, load.rowsSent, load.ends, load.newestAt, load.finishedAt],
  )
}

import type { Queryable } from './database.ts'

/** A record or row that could not be taken: where it stood, why, and the hash of its bytes; never the bytes. */
export type RejectedEvent = {
  /** `bank-events`, or `file:` and the start of the file's hash. */
  source: string
  /** `partition/offset`, or `line N`. Unique within its source. */
  position: string
  /** A stable word, with the name of a field of ours where one is wrong. */
  reason: string
  sha256: string
}

/** Writes them; a position that is known already changes nothing, so that it may be written again after a crash. */
export async function recordRejected(db: Queryable, events: readonly RejectedEvent[]): Promise<void> {
  if (events.length === 0) return
  await db.query(
    `insert into rejected_events (source, position, reason, sha256)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (source, position) do nothing`,
    [
      events.map((event) => event.source),
      events.map((event) => event.position),
      events.map((event) => event.reason),
      events.map((event) => event.sha256),
    ],
  )
}

/** How many rows of files were rejected before they reached the topic. */
export async function countRejectedRows(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from rejected_events where source like 'file:%'`,
  )
  return rows[0]?.count ?? 0
}

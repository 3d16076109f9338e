import type { Database, Queryable } from './database.ts'

/** Something that happened, for the topic `case-events` and the pages: what, to which thing, and its version. */
export type OutboxEntry = {
  /** `case.changed`, `clock.changed`. */
  type: string
  subject: string
  version: number
  /** References and states only: no identifiers, no free text. */
  body: Record<string, unknown>
}

export type CaseEvent = OutboxEntry & { seq: number; at: string }

const SEQUENCED_MAX = 500
const PUBLISHED_MAX = 500

/**
 * The end of a statement whose part `changed (version)` changed the one row `$1`: writes its entry, in the same round trip,
 * and gives the version back. The sequencer wakes when that commits. `bodyAt`: the place of the body among the statement's values.
 */
export const tellingChanged = (type: 'case.changed', bodyAt: number): string =>
  `, entry as (
     insert into outbox (type, subject, version, body) select '${type}', $1, version, $${bodyAt}::jsonb from changed
   )
   select version, pg_notify('outbox', '') from changed`

/**
 * Moves entries from the outbox to `case_events` with the next gap-free numbers, and tells listeners of `case_events`.
 * The outbox is emptied as it is read, so that a transaction which commits late and out of order is never skipped.
 * Only the one sequencer may call it. Returns how many it moved.
 */
export async function sequenceOutbox(db: Database): Promise<number> {
  return db.transaction(async (client) => {
    const { rowCount } = await client.query(
      `with taken as (
         delete from outbox where id in (select id from outbox order by id limit $1) returning *
       )
       insert into case_events (seq, outbox_id, type, subject, version, body, at)
       select (select coalesce(max(seq), 0) from case_events) + row_number() over (order by id),
              id, type, subject, version, body, created_at
       from taken`,
      [SEQUENCED_MAX],
    )
    if (rowCount) await client.query(`notify case_events`)
    return rowCount ?? 0
  })
}

/** The next events that are not yet on the topic, in order. */
export async function unpublishedEvents(db: Queryable): Promise<CaseEvent[]> {
  const { rows } = await db.query<CaseEvent>(
    `select seq, type, subject, version, body, at from case_events where not published order by seq limit $1`,
    [PUBLISHED_MAX],
  )
  return rows
}

export async function markPublished(db: Queryable, events: readonly CaseEvent[]): Promise<void> {
  await db.query(`update case_events set published = true where seq = any($1::bigint[])`, [
    events.map((event) => event.seq),
  ])
}

/** Events after a number, for a reader that catches up. */
export async function eventsAfter(db: Queryable, seq: number, limit: number): Promise<CaseEvent[]> {
  const { rows } = await db.query<CaseEvent>(
    `select seq, type, subject, version, body, at from case_events where seq > $1 order by seq limit $2`,
    [seq, limit],
  )
  return rows
}

/** True when every entry is numbered and on the topic. */
export async function isOutboxEmpty(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ empty: boolean }>(
    `select not exists (select from outbox) and not exists (select from case_events where not published) as empty`,
  )
  return rows[0]?.empty === true
}

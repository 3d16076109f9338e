import {
  explained,
  type Explanation,
  type RejectedEvent,
  type RejectionState,
} from '../../domain/rejection.ts'
import type { Queryable } from './database.ts'

export type { RejectedEvent } from '../../domain/rejection.ts'

export type RejectedRow = Omit<RejectedEvent, 'field' | 'fix'> &
  Explanation & {
    id: number
    state: RejectionState
    attempts: number
    rejectedAt: string
    triedAt: string | null
    /** When the bytes came into the vault; null where they are there no more or not yet. */
    originalKeptAt: string | null
  }
export type RejectedFilter = {
  source?: string | undefined
  reason?: string | undefined
  state?: RejectionState | undefined
}

/**
 * Writes them and gives their row ids in the same order. A position that is known already changes nothing, so that it
 * may be written again after a crash.
 */
export async function recordRejected(db: Queryable, events: readonly RejectedEvent[]): Promise<number[]> {
  if (events.length === 0) return []
  const rows = events.map((event) => ({ ...event, ...explained(event) }))
  const column = (name: keyof RejectedEvent): string[] => rows.map((row) => row[name])
  await db.query(
    `insert into rejected_events (source, position, reason, field, fix, sha256)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (source, position) do nothing`,
    [
      column('source'),
      column('position'),
      column('reason'),
      column('field'),
      column('fix'),
      column('sha256'),
    ],
  )
  const known = await db.query<{ id: number }>(
    `select id from unnest($1::text[], $2::text[]) with ordinality as wanted (source, position, place)
     join rejected_events using (source, position) order by place`,
    [column('source'), column('position')],
  )
  return known.rows.map(({ id }) => id)
}

/** How many rows of files were rejected before they reached the topic. */
export async function countRejectedRows(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from rejected_events where source like 'file:%'`,
  )
  return rows[0]?.count ?? 0
}

const columns = `id, source, position, reason, field, fix, sha256, state, attempts, rejected_at as "rejectedAt",
  tried_at as "triedAt", kept_at as "originalKeptAt"`
const from = 'rejected_events left join rejected_originals on rejected_id = id'
const matches = `($1::text is null or source = $1) and ($2::text is null or reason = $2)
  and ($3::text is null or state = $3)`
const valuesOf = ({ source, reason, state }: RejectedFilter) => [
  source ?? null,
  reason ?? null,
  state ?? null,
]

/** The newest first, from the row before `before` on. */
export async function listRejected(
  db: Queryable,
  filter: RejectedFilter,
  page: { before: number | null; limit: number },
): Promise<RejectedRow[]> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns} from ${from} where ${matches} and ($4::bigint is null or id < $4)
     order by id desc limit $5`,
    [...valuesOf(filter), page.before, page.limit],
  )
  return rows
}

export async function readRejected(db: Queryable, id: number): Promise<RejectedRow | null> {
  const { rows } = await db.query<RejectedRow>(`select ${columns} from ${from} where id = $1`, [id])
  return rows[0] ?? null
}

export type RejectedCount = { source: string; reason: string; state: RejectionState; count: number }

/** How many of each kind, the most frequent first. */
export async function countRejected(db: Queryable, limit: number): Promise<RejectedCount[]> {
  const { rows } = await db.query<RejectedCount>(
    `select source, reason, state, count(*) as count from rejected_events
     group by source, reason, state order by count(*) desc, source, reason limit $1`,
    [limit],
  )
  return rows
}

/** Takes an open row for a replay until the transaction ends; null where it is not open or another has it. */
export async function claimRejected(client: Queryable, id: number): Promise<RejectedRow | null> {
  const { rowCount } = await client.query(
    `select from rejected_events where id = $1 and state = 'open' for update skip locked`,
    [id],
  )
  return rowCount ? readRejected(client, id) : null
}

/** Notes what a replay gave: taken, or why not this time. */
export async function noteReplay(client: Queryable, id: number, wrong: Explanation | null): Promise<void> {
  await client.query(
    `update rejected_events set attempts = attempts + 1, tried_at = now(),
       state = case when $2::text is null then 'replayed' else state end,
       reason = coalesce($2, reason), field = coalesce($3, field), fix = coalesce($4, fix)
     where id = $1`,
    [id, wrong?.reason ?? null, wrong?.field ?? null, wrong?.fix ?? null],
  )
}

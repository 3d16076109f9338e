import type { Queryable } from './database.ts'

/** How a day (UTC, wall time) of the providers' lists compared with our own steps. */
export type Reconciliation = {
  day: string
  listed: number
  /** The provider knew more than we did. */
  moved: number
  /** Sent by the provider, and none of ours. */
  strange: number
  /** Taken by the provider, or unknown, and without an end still. */
  open: number
}

export async function keepReconciliation(
  db: Queryable,
  { day, listed, moved, strange, open }: Reconciliation,
): Promise<void> {
  await db.query(
    `insert into reconciliations (day, listed, moved, strange, open) values ($1, $2, $3, $4, $5)
     on conflict (day) do update set done_at = now(), listed = excluded.listed,
       moved = reconciliations.moved + excluded.moved, strange = excluded.strange, open = excluded.open`,
    [day, listed, moved, strange, open],
  )
}

/** Is this day compared already? */
export async function isReconciled(db: Queryable, day: string): Promise<boolean> {
  const { rowCount } = await db.query('select from reconciliations where day = $1', [day])
  return (rowCount ?? 0) > 0
}

/** Steps begun between two instants (wall time) of which no end is known; a mail that was taken has none to come. */
export async function openStepsBetween(db: Queryable, from: string, until: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from dispatch_intents
     where intended_at >= $1 and intended_at < $2 and state in ('intended', 'unknown', 'accepted')
       and coalesce(status, '') not in ('delivered', 'read', 'undelivered', 'failed', 'canceled')
       and not (channel = 'email' and status = 'sent')`,
    [from, until],
  )
  return rows[0]?.n ?? 0
}

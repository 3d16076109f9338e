import type { Queryable } from './database.ts'

/**
 * Takes the next turn of a sender, `interval_ms` after the one before. Gives how long to wait for it; null where that
 * would be longer than `wait_max_ms`, and then no turn is taken. Wall time.
 */
export async function takeTurn(
  db: Queryable,
  sender: string,
  interval_ms: number,
  wait_max_ms: number,
): Promise<number | null> {
  const { rows } = await db.query<{ wait_ms: number }>(
    `insert into sender_turns as t (sender, free_at)
       values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     on conflict (sender) do update
       set free_at = greatest(t.free_at, clock_timestamp()) + make_interval(secs => $2::float8 / 1000)
       where t.free_at <= clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     returning greatest(0, extract(epoch from free_at - clock_timestamp()) * 1000 - $2::float8)::float8 as wait_ms`,
    [sender, interval_ms, wait_max_ms],
  )
  return rows[0]?.wait_ms ?? null
}

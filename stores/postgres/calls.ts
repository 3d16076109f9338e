import type { TextReference } from '../vault/texts.ts'
import type { Queryable } from './database.ts'

export type Call = { id: number; actorId: string; result: string; noteRef: string | null; at: string }

const CALLS_READ_MAX = 50

/** Records a call; returns its number. */
export async function recordCall(
  db: Queryable,
  call: { customer: string; actorId: string; result: string; note: TextReference | null },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into calls (customer, actor_id, result, note_ref, note_sha256) values ($1, $2, $3, $4, $5) returning id`,
    [call.customer, call.actorId, call.result, call.note?.ref ?? null, call.note?.sha256 ?? null],
  )
  return rows[0]?.id ?? 0
}

/** The latest calls with a customer, newest first. */
export async function callsOf(db: Queryable, customer: string): Promise<Call[]> {
  const { rows } = await db.query<Call>(
    `select id, actor_id as "actorId", result, note_ref as "noteRef", at from calls
     where customer = $1 order by id desc limit ${CALLS_READ_MAX}`,
    [customer],
  )
  return rows
}

import { z } from 'zod'
import { actorSchema } from '../../domain/roles.ts'
import type { Queryable } from './database.ts'

/** A signed-in member of staff; the name is the issuer's and stays in this row. */
export const staffSchema = actorSchema.extend({ name: z.string().min(1).max(120) })
export type Staff = z.infer<typeof staffSchema>

/** Wall time. The cookie's value is never stored, only its keyed hash. */
export type Session = { staff: Staff; csrf: string; expiresAt: string }

export async function createSession(database: Queryable, idHash: Buffer, session: Session): Promise<void> {
  await database.query('insert into sessions (id_hash, actor, csrf, expires_at) values ($1, $2, $3, $4)', [
    idHash,
    session.staff,
    session.csrf,
    session.expiresAt,
  ])
}

export async function findSession(database: Queryable, idHash: Buffer): Promise<Session | null> {
  const { rows } = await database.query<{ actor: unknown; csrf: string; expires_at: string }>(
    'select actor, csrf, expires_at from sessions where id_hash = $1 and expires_at > now()',
    [idHash],
  )
  const row = rows[0]
  return row ? { staff: staffSchema.parse(row.actor), csrf: row.csrf, expiresAt: row.expires_at } : null
}

export async function deleteSession(database: Queryable, idHash: Buffer): Promise<void> {
  await database.query('delete from sessions where id_hash = $1', [idHash])
}

export async function deleteExpiredSessions(database: Queryable): Promise<void> {
  await database.query('delete from sessions where expires_at <= now()')
}

import { gunzipSync, gzipSync } from 'node:zlib'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Queryable } from './database.ts'

const UNSEALED_READ_MAX = 50

/** Closed cases that are not sealed yet, longest closed first; `except` are passed over. */
export async function unsealedCaseIds(db: Queryable, except: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select case_id as id from cases c where stage = 'closed'
       and not exists (select from case_archive a where a.case_id = c.case_id)
       and case_id <> all($1::text[])
     order by updated_at limit ${UNSEALED_READ_MAX}`,
    [except],
  )
  return rows.map((row) => row.id)
}

/** Seals a case: gzip of the text, SHA-256 (hex) of the text. The first seal stays. */
export async function sealCase(db: Queryable, caseId: string, text: string): Promise<void> {
  await db.query(
    `insert into case_archive (case_id, sha256, body) values ($1, $2, $3) on conflict do nothing`,
    [caseId, sha256(text), gzipSync(text)],
  )
}

export async function sealedCaseIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select case_id as id from case_archive order by sealed_at, case_id`,
  )
  return rows.map((row) => row.id)
}

/** The sealed text of a case, verified. @throws not-found | not-sealed, corrupt | seal */
export async function readSealed(db: Queryable, caseId: string): Promise<{ text: string; sha256: string }> {
  const { rows } = await db.query<{ sha256: string; body: Buffer }>(
    `select sha256, body from case_archive where case_id = $1`,
    [caseId],
  )
  if (!rows[0]) throw new ServiceError('not-found', 'not-sealed', 'The case is not sealed.')
  const text = gunzipSync(rows[0].body).toString()
  if (sha256(text) === rows[0].sha256) return { text, sha256: rows[0].sha256 }
  throw new ServiceError('corrupt', 'seal', 'A sealed case does not match its hash.')
}

import type { TextReference } from '../vault/texts.ts'
import type { Database, Queryable } from './database.ts'

export type Draft = TextReference & { updatedAt: string }

/** What somebody has begun to write on a case. */
export async function draftOf(db: Queryable, caseId: string, actorId: string): Promise<Draft | null> {
  const { rows } = await db.query<Draft>(
    `select ref, sha256, updated_at as "updatedAt" from drafts where case_id = $1 and actor_id = $2`,
    [caseId, actorId],
  )
  return rows[0] ?? null
}

/** Puts a text in place of the last one, which leaves the vault; null only removes. */
export async function replaceDraft(
  db: Database,
  caseId: string,
  actorId: string,
  text: TextReference | null,
): Promise<void> {
  await db.transaction(async (client) => {
    const { rows } = await client.query<{ ref: string }>(
      'delete from drafts where case_id = $1 and actor_id = $2 returning ref',
      [caseId, actorId],
    )
    await client.query('delete from vault_texts where ref = any($1::uuid[])', [rows.map((row) => row.ref)])
    if (text)
      await client.query('insert into drafts (case_id, actor_id, ref, sha256) values ($1, $2, $3, $4)', [
        ...[caseId, actorId, text.ref, text.sha256],
      ])
  })
}

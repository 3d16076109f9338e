import type { TextReference } from '../vault/texts.ts'
import type { Database, Queryable } from './database.ts'

export type Draft = TextReference & { updatedAt: string }
/** Whose, and of what kind: one each. */
export type DraftPlace = { caseId: string; actorId: string; kind: string }

/** What somebody has begun to write on a case. */
export async function draftOf(db: Queryable, { caseId, actorId, kind }: DraftPlace): Promise<Draft | null> {
  const { rows } = await db.query<Draft>(
    `select ref, sha256, updated_at as "updatedAt" from drafts
     where case_id = $1 and actor_id = $2 and kind = $3`,
    [caseId, actorId, kind],
  )
  return rows[0] ?? null
}

/** Puts a text in place of the last one, which leaves the vault; null only removes. */
export async function replaceDraft(
  db: Database,
  { caseId, actorId, kind }: DraftPlace,
  text: TextReference | null,
): Promise<void> {
  await db.transaction(async (client) => {
    const { rows } = await client.query<{ ref: string }>(
      'delete from drafts where case_id = $1 and actor_id = $2 and kind = $3 returning ref',
      [caseId, actorId, kind],
    )
    await client.query('delete from vault_texts where ref = any($1::uuid[])', [rows.map((row) => row.ref)])
    if (text)
      await client.query(
        'insert into drafts (case_id, actor_id, kind, ref, sha256) values ($1, $2, $3, $4, $5)',
        [...[caseId, actorId, kind, text.ref, text.sha256]],
      )
  })
}

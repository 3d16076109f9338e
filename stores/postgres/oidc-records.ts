import type { Queryable } from './database.ts'

/** What the embedded issuer keeps (its sessions, codes, grants), so that a restart signs nobody out. */
export type OidcPayload = Record<string, unknown>

export async function saveOidcRecord(
  database: Queryable,
  kind: string,
  id: string,
  payload: OidcPayload,
  lifetime_s: number | undefined,
): Promise<void> {
  await database.query(
    `insert into oidc_records (kind, id, payload, grant_id, uid, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
     on conflict (kind, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
       uid = excluded.uid, expires_at = excluded.expires_at`,
    [kind, id, payload, payload['grantId'] ?? null, payload['uid'] ?? null, lifetime_s ?? null],
  )
}

export async function findOidcRecord(
  database: Queryable,
  kind: string,
  by: { id: string } | { uid: string },
): Promise<OidcPayload | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['uid', by.uid]
  const { rows } = await database.query<{ payload: OidcPayload }>(
    `select payload from oidc_records
     where kind = $1 and ${column} = $2 and (expires_at is null or expires_at > now())`,
    [kind, value],
  )
  return rows[0]?.payload
}

/** A code that is used again is how theft shows; the issuer then revokes the grant. */
export async function markOidcRecordUsed(database: Queryable, kind: string, id: string): Promise<void> {
  await database.query(
    `update oidc_records set payload = jsonb_set(payload, '{consumed}', to_jsonb(extract(epoch from now())::bigint))
     where kind = $1 and id = $2`,
    [kind, id],
  )
}

export async function deleteOidcRecord(database: Queryable, kind: string, id: string): Promise<void> {
  await database.query('delete from oidc_records where kind = $1 and id = $2', [kind, id])
}

/** All that was issued under a grant; the grant itself is a record of its own. */
export async function deleteOidcGrant(database: Queryable, kind: string, grantId: string): Promise<void> {
  await database.query('delete from oidc_records where kind = $1 and grant_id = $2', [kind, grantId])
}

export async function deleteExpiredOidcRecords(database: Queryable): Promise<void> {
  await database.query('delete from oidc_records where expires_at <= now()')
}

import type { Queryable } from './database.ts'

export type IdempotencyKey = { actorId: string; key: string; route: string; requestHash: string }
/** `claimed`: ours to carry out. `running`: another request with this key has not answered yet. */
export type Claim =
  | { is: 'claimed' }
  | { is: 'running' }
  | { is: 'other-request' }
  | { is: 'answered'; status: number; response: unknown }

/** Status of a row whose request has not answered yet. */
const RUNNING = 0
/** A request that did not answer in this time died with its process; the key may be claimed anew. */
const RUNNING_MAX_S = 60
export const KEPT_HOURS = 24

export async function claimKey(database: Queryable, claim: IdempotencyKey): Promise<Claim> {
  const { rowCount } = await database.query(
    `insert into idempotency_keys as kept (actor_id, key, route, request_sha256, status, response)
     values ($1, $2, $3, $4, $5, 'null')
     on conflict (actor_id, key) do update set created_at = now(), request_sha256 = excluded.request_sha256
       where kept.status = $5 and kept.created_at < now() - make_interval(secs => $6)
         and kept.route = excluded.route and kept.request_sha256 = excluded.request_sha256`,
    [claim.actorId, claim.key, claim.route, claim.requestHash, RUNNING, RUNNING_MAX_S],
  )
  return rowCount === 1 ? { is: 'claimed' } : readClaim(database, claim)
}

async function readClaim(database: Queryable, claim: IdempotencyKey): Promise<Claim> {
  type Row = { route: string; request_sha256: string; status: number; response: unknown }
  const { rows } = await database.query<Row>(
    'select route, request_sha256, status, response from idempotency_keys where actor_id = $1 and key = $2',
    [claim.actorId, claim.key],
  )
  const row = rows[0]
  if (!row) return { is: 'running' }
  if (row.route !== claim.route || row.request_sha256 !== claim.requestHash) return { is: 'other-request' }
  if (row.status === RUNNING) return { is: 'running' }
  return { is: 'answered', status: row.status, response: row.response }
}

export async function keepAnswer(
  database: Queryable,
  { actorId, key }: IdempotencyKey,
  status: number,
  response: unknown,
): Promise<void> {
  await database.query(
    'update idempotency_keys set status = $3, response = $4 where actor_id = $1 and key = $2',
    [actorId, key, status, JSON.stringify(response)],
  )
}

/** After a failure nothing was decided: the same key may try again. */
export async function releaseKey(database: Queryable, { actorId, key }: IdempotencyKey): Promise<void> {
  await database.query('delete from idempotency_keys where actor_id = $1 and key = $2 and status = $3', [
    actorId,
    key,
    RUNNING,
  ])
}

export async function deleteOldKeys(database: Queryable): Promise<void> {
  await database.query('delete from idempotency_keys where created_at < now() - make_interval(hours => $1)', [
    KEPT_HOURS,
  ])
}

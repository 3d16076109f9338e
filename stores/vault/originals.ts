import { ServiceError } from '../../domain/errors.ts'
import { isToken } from '../../domain/ids.ts'
import { ORIGINALS_KEPT_DAYS, type Original, type RejectedEvent } from '../../domain/rejection.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Database, Queryable } from '../postgres/database.ts'
import { recordRejected } from '../postgres/rejected-events.ts'
import { obtainDataKey, unwrapKey, type VaultKeys } from './data-keys.ts'
import { open, seal } from './seal.ts'

/** Holds the data key of what names no customer whom we could know. */
const UNKNOWN = 'unknown'
const contextOf = (customer: string, id: number): string => `original:${customer}:${id}`

/** A rejected event with its bytes, and its customer's token where that can be told. */
export type Rejected = { event: RejectedEvent; customer: string | null; original: Original }

/** Writes the rows and seals the bytes, in one transaction. What is there already stays as it is. */
export async function keepRejected(
  database: Database,
  keys: VaultKeys,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return
  await database.transaction(async (client) => {
    const ids = await recordRejected(
      client,
      rejected.map(({ event }) => event),
    )
    const kept = rejected.map(({ customer, original }, index) => ({
      ...{ id: ids[index], original },
      owner: customer !== null && isToken(customer) ? customer : UNKNOWN,
    }))
    // In one order, so that two who make the same data keys never wait for each other.
    for (const { id, owner, original } of kept.sort((a, b) => (a.owner < b.owner ? -1 : 1)))
      if (id !== undefined) await keepOriginal(client, keys, id, owner, original)
  })
}

async function keepOriginal(
  client: Queryable,
  keys: VaultKeys,
  id: number,
  owner: string,
  { key, value }: Original,
): Promise<void> {
  const dataKey = await obtainDataKey(client, keys.vault, owner)
  const plain = JSON.stringify({ key, value: value.toString('base64') })
  await client.query(
    `insert into rejected_originals (rejected_id, customer, ciphertext) values ($1, $2, $3)
     on conflict (rejected_id) do nothing`,
    [id, owner, seal(dataKey, Buffer.from(plain), contextOf(owner, id))],
  )
}

type Row = { customer: string; wrapped_key: Buffer; ciphertext: Buffer; sha256: string }

/** The bytes of a rejected row, or null where they are no more. @throws ServiceError corrupt where they are others */
export async function readOriginal(
  database: Queryable,
  keys: VaultKeys,
  id: number,
): Promise<Original | null> {
  const { rows } = await database.query<Row>(
    `select customer, wrapped_key, ciphertext, sha256 from rejected_originals
     join vault_keys using (customer) join rejected_events on rejected_events.id = rejected_id
     where rejected_id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return null
  const dataKey = unwrapKey(keys.vault, row.customer, row.wrapped_key)
  const plain = open(dataKey, row.ciphertext, contextOf(row.customer, id)).toString()
  const { key, value } = JSON.parse(plain) as { key: string | null; value: string }
  const original = { key, value: Buffer.from(value, 'base64') }
  if (sha256(original.value) === row.sha256) return original
  throw new ServiceError('corrupt', 'vault-original', 'The bytes in the vault are not those that were hashed')
}

/** Deletes the bytes that were kept for long enough; the rows that name them stay. */
export async function dropOldOriginals(database: Queryable): Promise<number> {
  const { rowCount } = await database.query(
    'delete from rejected_originals where kept_at < now() - make_interval(days => $1)',
    [ORIGINALS_KEPT_DAYS],
  )
  return rowCount ?? 0
}

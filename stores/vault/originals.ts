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
    const owners = rejected.map(({ customer }) => (customer && isToken(customer) ? customer : UNKNOWN))
    const dataKeys = await dataKeysOf(client, keys, owners)
    const sealed = rejected.map(({ original }, index) => {
      const [id = 0, owner = UNKNOWN] = [ids[index], owners[index]]
      return seal(dataKeys.get(owner) ?? Buffer.alloc(0), plainOf(original), contextOf(owner, id))
    })
    await client.query(
      `insert into rejected_originals (rejected_id, customer, ciphertext)
       select * from unnest($1::bigint[], $2::text[], $3::bytea[]) on conflict (rejected_id) do nothing`,
      [ids, owners, sealed],
    )
  })
}

/** In one order, so that two who make the same data keys never wait for each other. */
async function dataKeysOf(
  client: Queryable,
  keys: VaultKeys,
  owners: readonly string[],
): Promise<Map<string, Buffer>> {
  const dataKeys = new Map<string, Buffer>()
  for (const owner of [...new Set(owners)].sort())
    dataKeys.set(owner, await obtainDataKey(client, keys.vault, owner))
  return dataKeys
}

const plainOf = ({ key, value }: Original): Buffer =>
  Buffer.from(JSON.stringify({ key, value: value.toString('base64') }))

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

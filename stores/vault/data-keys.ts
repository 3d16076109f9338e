import { randomBytes } from 'node:crypto'
import { ServiceError } from '../../domain/errors.ts'
import type { Queryable } from '../postgres/database.ts'
import { KEY_BYTES, open, seal } from './seal.ts'

/** The instance's: one wraps the data keys, the other makes the blind index. */
export type VaultKeys = { vault: Buffer; index: Buffer }

const contextOf = (customer: string): string => `data-key:${customer}`

export const unwrapKey = (vaultKey: Uint8Array, customer: string, wrapped: Uint8Array): Buffer =>
  open(vaultKey, wrapped, contextOf(customer))

/** The customer's data key, made on first use. Of two that make it at once, both get the one that was stored. */
export async function obtainDataKey(
  database: Queryable,
  vaultKey: Uint8Array,
  customer: string,
): Promise<Buffer> {
  const wrapped = seal(vaultKey, randomBytes(KEY_BYTES), contextOf(customer))
  await database.query(
    'insert into vault_keys (customer, wrapped_key) values ($1, $2) on conflict (customer) do nothing',
    [customer, wrapped],
  )
  const { rows } = await database.query<{ wrapped_key: Buffer }>(
    'select wrapped_key from vault_keys where customer = $1',
    [customer],
  )
  if (!rows[0]) throw new ServiceError('conflict', 'customer-erased', 'The customer was erased meanwhile')
  return unwrapKey(vaultKey, customer, rows[0].wrapped_key)
}

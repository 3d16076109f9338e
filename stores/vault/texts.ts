import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Database, Queryable } from '../postgres/database.ts'
import { obtainDataKey, unwrapKey, type VaultKeys } from './data-keys.ts'
import { open, seal } from './seal.ts'

/** What stands outside the vault in place of a free text. */
export type TextReference = { ref: string; sha256: string }
export type TextKind = 'remark' | 'draft' | 'call' | 'edit' | 'reply'

const contextOf = (customer: string, ref: string): string => `text:${customer}:${ref}`
type Row = { ref: string; customer: string; sha256: string; wrapped_key: Buffer; ciphertext: Buffer }

export async function writeText(
  database: Database,
  keys: VaultKeys,
  customer: string,
  kind: TextKind,
  text: string,
): Promise<TextReference> {
  const reference = { ref: randomUUID(), sha256: sha256(text) }
  await database.transaction(async (client) => {
    const key = await obtainDataKey(client, keys.vault, customer)
    const ciphertext = seal(key, Buffer.from(text), contextOf(customer, reference.ref))
    await client.query(
      'insert into vault_texts (ref, customer, kind, sha256, ciphertext) values ($1, $2, $3, $4, $5)',
      [reference.ref, customer, kind, reference.sha256, ciphertext],
    )
  })
  return reference
}

/** Those that still exist, by reference. @throws ServiceError corrupt where the text is not the one that was hashed */
export async function readTexts(
  database: Queryable,
  keys: VaultKeys,
  refs: readonly string[],
): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map()
  const { rows } = await database.query<Row>(
    `select ref, customer, sha256, wrapped_key, ciphertext from vault_texts join vault_keys using (customer)
     where ref = any($1::uuid[])`,
    [refs],
  )
  return new Map(rows.map((row) => [row.ref, openText(keys, row)]))
}

function openText(keys: VaultKeys, row: Row): string {
  const key = unwrapKey(keys.vault, row.customer, row.wrapped_key)
  const text = open(key, row.ciphertext, contextOf(row.customer, row.ref)).toString()
  if (sha256(text) !== row.sha256)
    throw new ServiceError('corrupt', 'vault-text', 'A text in the vault is not the one that was hashed')
  return text
}

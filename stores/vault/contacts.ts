import { contactSchema, type Contact } from '../../domain/contact.ts'
import type { Database, Queryable } from '../postgres/database.ts'
import { contactHashes, hashNumber, queryHashes } from './blind-index.ts'
import { obtainDataKey, unwrapKey, type VaultKeys } from './data-keys.ts'
import { open, seal } from './seal.ts'

/** A search that finds more is too vague to help; the person adds a word. */
export const FOUND_MAX = 500
/** A number that more customers share than a family has is nobody's. */
const SHARED_MAX = 10

const contextOf = (customer: string): string => `contact:${customer}`
type Row = { customer: string; wrapped_key: Buffer; ciphertext: Buffer }

export async function writeContact(
  database: Database,
  keys: VaultKeys,
  customer: string,
  contact: Contact,
): Promise<void> {
  await database.transaction(async (client) => {
    const key = await obtainDataKey(client, keys.vault, customer)
    const ciphertext = seal(key, Buffer.from(JSON.stringify(contact)), contextOf(customer))
    await client.query(
      `insert into vault_contacts (customer, ciphertext) values ($1, $2)
       on conflict (customer) do update set ciphertext = excluded.ciphertext, updated_at = now()`,
      [customer, ciphertext],
    )
    await client.query('delete from blind_index where customer = $1', [customer])
    await client.query(
      'insert into blind_index (word_hash, customer) select unnest($1::bytea[]), $2 on conflict do nothing',
      [contactHashes(keys.index, contact), customer],
    )
  })
}

/** Those that are known, by token. */
export async function readContacts(
  database: Queryable,
  keys: VaultKeys,
  customers: readonly string[],
): Promise<Map<string, Contact>> {
  if (customers.length === 0) return new Map()
  const { rows } = await database.query<Row>(
    `select customer, wrapped_key, ciphertext from vault_contacts join vault_keys using (customer)
     where customer = any($1)`,
    [customers],
  )
  return new Map(rows.map((row) => [row.customer, openContact(keys, row)]))
}

function openContact(keys: VaultKeys, row: Row): Contact {
  const key = unwrapKey(keys.vault, row.customer, row.wrapped_key)
  return contactSchema.parse(JSON.parse(open(key, row.ciphertext, contextOf(row.customer)).toString()))
}

/** Customers whose name has every word of the query (or whose phone ends in its four digits); at most FOUND_MAX. */
export async function searchContacts(database: Queryable, keys: VaultKeys, query: string): Promise<string[]> {
  const groups = queryHashes(keys.index, query)
  if (groups.length === 0) return []
  const wanted = groups.flatMap((hashes, group) => hashes.map((hash) => ({ hash, group })))
  const { rows } = await database.query<{ customer: string }>(
    `select customer from blind_index
     join unnest($1::bytea[], $2::int[]) as wanted (word_hash, word) using (word_hash)
     group by customer having count(distinct word) = $3 order by customer limit $4`,
    [wanted.map((w) => w.hash), wanted.map((w) => w.group), groups.length, FOUND_MAX],
  )
  return rows.map((row) => row.customer)
}

/** Who has this number (E.164): nobody, one, or the few who share it. */
export async function customersAt(database: Queryable, keys: VaultKeys, phone: string): Promise<string[]> {
  const { rows } = await database.query<{ customer: string }>(
    `select customer from blind_index where word_hash = $1 order by customer limit ${SHARED_MAX}`,
    [hashNumber(keys.index, phone)],
  )
  return rows.map((row) => row.customer)
}

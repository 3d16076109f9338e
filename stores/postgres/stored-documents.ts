import type { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { hashOf, sha256 } from '../../domain/hash.ts'
import type { Queryable } from './database.ts'

type Table = 'evidence' | 'plans'
type Document = { caseId: string; version: number }
export type Stored<T> = { version: number; hash: string; document: T; createdAt: string }
type Row = { version: number; hash: string; body: string; createdAt: string }

/**
 * Stores a document under the hash of its canonical bytes, as the newest of its case. The same again changes nothing; where
 * the version is another's (a case that was reset counts anew) it gets the next one that is free. Returns it as it is stored.
 */
export async function storeDocument<T extends Document>(
  client: Queryable,
  table: Table,
  document: T,
): Promise<T> {
  if (await insertDocument(client, table, document)) return document
  const { rows } = await client.query<Pick<Row, 'version' | 'hash'>>(
    `select version, hash from ${table} where case_id = $1 order by version desc limit 1`,
    [document.caseId],
  )
  const newest = rows[0]
  if (newest && hashOf({ ...document, version: newest.version }) === newest.hash)
    return { ...document, version: newest.version }
  return storeDocument(client, table, { ...document, version: (newest?.version ?? 0) + 1 })
}

async function insertDocument(client: Queryable, table: Table, document: Document): Promise<boolean> {
  const body = canonicalJson(document)
  const { rowCount } = await client.query(
    `insert into ${table} (case_id, version, hash, body) values ($1, $2, $3, $4) on conflict do nothing`,
    [document.caseId, document.version, sha256(body), body],
  )
  return rowCount === 1
}

/** Every version, oldest first, each verified against its hash. @throws corrupt | evidence-hash, plans-hash */
export async function documentsOf<T>(
  db: Queryable,
  table: Table,
  schema: z.ZodType<T>,
  caseId: string,
): Promise<Stored<T>[]> {
  const { rows } = await db.query<Row>(
    `select version, hash, body, created_at as "createdAt" from ${table} where case_id = $1 order by version`,
    [caseId],
  )
  return rows.map(({ body, ...row }) => {
    if (sha256(body) === row.hash) return { ...row, document: schema.parse(JSON.parse(body)) }
    const { version } = row
    throw new ServiceError('corrupt', `${table}-hash`, 'A stored document does not match its hash.', {
      version,
    })
  })
}

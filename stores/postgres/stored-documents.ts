import type { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Queryable } from './database.ts'

type Table = 'evidence' | 'plans'
type Document = { caseId: string; version: number }
export type Stored<T> = { version: number; hash: string; document: T; createdAt: string }
type Row = { version: number; hash: string; body: string; createdAt: string }

/** Stores a document under the hash of its canonical bytes; the same version again changes nothing. Returns the hash. */
export async function storeDocument(client: Queryable, table: Table, document: Document): Promise<string> {
  const body = canonicalJson(document)
  const hash = sha256(body)
  await client.query(
    `insert into ${table} (case_id, version, hash, body) values ($1, $2, $3, $4) on conflict do nothing`,
    [document.caseId, document.version, hash, body],
  )
  return hash
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

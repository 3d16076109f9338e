import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { evidenceSchema, type Evidence } from '../../domain/evidence.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Queryable } from './database.ts'

export type StoredEvidence = { version: number; hash: string; evidence: Evidence; createdAt: string }
type Row = { version: number; hash: string; body: string; createdAt: string }

/** Stores an evidence under the hash of its canonical bytes; the same version again changes nothing. Returns the hash. */
export async function storeEvidence(client: Queryable, evidence: Evidence): Promise<string> {
  const body = canonicalJson(evidence)
  const hash = sha256(body)
  await client.query(
    `insert into evidence (case_id, version, hash, body) values ($1, $2, $3, $4) on conflict do nothing`,
    [evidence.caseId, evidence.version, hash, body],
  )
  return hash
}

/** The newest evidence of a case, verified; null where there is none yet. @throws corrupt | evidence-hash */
export const currentEvidence = async (db: Queryable, caseId: string): Promise<StoredEvidence | null> =>
  (await evidenceOf(db, caseId)).at(-1) ?? null

/** Every version, oldest first, each verified against its hash. @throws corrupt | evidence-hash */
export async function evidenceOf(db: Queryable, caseId: string): Promise<StoredEvidence[]> {
  const { rows } = await db.query<Row>(
    `select version, hash, body, created_at as "createdAt" from evidence where case_id = $1 order by version`,
    [caseId],
  )
  return rows.map(({ body, ...row }) => ({ ...row, evidence: verified(row, body) }))
}

function verified({ hash, version }: Omit<Row, 'body'>, body: string): Evidence {
  if (sha256(body) === hash) return evidenceSchema.parse(JSON.parse(body))
  throw new ServiceError('corrupt', 'evidence-hash', 'A stored evidence does not match its hash.', {
    version,
  })
}

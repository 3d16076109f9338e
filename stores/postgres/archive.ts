import { gunzipSync, gzipSync } from 'node:zlib'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import { CHAIN_START, nextSeal, type ChainHead, type Link, type Seal } from '../../domain/seal-chain.ts'
import type { Database, Queryable } from './database.ts'

const UNSEALED_READ_MAX = 50
/** One at a time puts a seal behind the last one. */
const CHAIN_LOCK = 7_402
const SEALED_READ_MAX = 100

/** Closed cases that are not sealed yet, longest closed first; `except` are passed over. */
export async function unsealedCaseIds(db: Queryable, except: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select case_id as id from cases c where stage = 'closed'
       and not exists (select from case_archive a where a.case_id = c.case_id)
       and case_id <> all($1::text[])
     order by updated_at limit ${UNSEALED_READ_MAX}`,
    [except],
  )
  return rows.map((row) => row.id)
}

/** Seals a case behind all that are sealed: gzip of the text, its SHA-256 (hex), its link. The first seal stays. */
export async function sealCase(db: Database, caseId: string, text: string): Promise<void> {
  await db.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [CHAIN_LOCK])
    const { rowCount } = await client.query('select from case_archive where case_id = $1', [caseId])
    if (rowCount) return
    const { number, before, sha256: textHash, hash } = nextSeal(await chainHead(client), sha256(text))
    await client.query(
      `insert into case_archive (case_id, number, before_hash, sha256, hash, body) values ($1, $2, $3, $4, $5, $6)`,
      [caseId, number, before, textHash, hash, gzipSync(text)],
    )
  })
}

async function chainHead(db: Queryable): Promise<ChainHead> {
  const { rows } = await db.query<ChainHead>(
    'select number, hash from case_archive order by number desc limit 1',
  )
  return rows[0] ?? CHAIN_START
}

/** A sealed case as it lies in the archive. */
export type Sealed = Link & { caseId: string; text: string }

/** Every sealed case, in the order of the chain, unverified: `isTextWhole` says whether the text has its hash. */
export async function* sealedCases(db: Queryable): AsyncGenerator<Sealed> {
  for (let after = CHAIN_START.number; ;) {
    const { rows } = await db.query<Seal & { caseId: string; body: Buffer }>(
      `select case_id as "caseId", number, before_hash as before, sha256, hash, body
       from case_archive where number > $1 order by number limit ${SEALED_READ_MAX}`,
      [after],
    )
    for (const { body, ...seal } of rows) {
      const text = textOf(body)
      yield { ...seal, text, isTextWhole: sha256(text) === seal.sha256 }
      after = seal.number
    }
    if (rows.length < SEALED_READ_MAX) return
  }
}

/** The links of the archive, in the order of the chain, unverified. */
export async function sealLinks(db: Queryable): Promise<Link[]> {
  const links: Link[] = []
  for await (const { number, before, sha256: textHash, hash, isTextWhole } of sealedCases(db))
    links.push({ number, before, sha256: textHash, hash, isTextWhole })
  return links
}

/** The sealed text of a case, verified. @throws not-found | not-sealed, corrupt | seal */
export async function readSealed(db: Queryable, caseId: string): Promise<{ text: string; sha256: string }> {
  const { rows } = await db.query<{ sha256: string; body: Buffer }>(
    `select sha256, body from case_archive where case_id = $1`,
    [caseId],
  )
  if (!rows[0]) throw new ServiceError('not-found', 'not-sealed', 'The case is not sealed.')
  const text = textOf(rows[0].body)
  if (sha256(text) === rows[0].sha256) return { text, sha256: rows[0].sha256 }
  throw new ServiceError('corrupt', 'seal', 'A sealed case does not match its hash.')
}

/** Bytes that are no gzip are the text of nothing: no hash fits them. */
function textOf(body: Buffer): string {
  try {
    return gunzipSync(body).toString()
  } catch {
    return ''
  }
}

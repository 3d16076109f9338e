import { bankTimeAt, localDateOf, type ClockMap } from '../../domain/bank-time.ts'
import type { LocalDate } from '../../domain/calendar.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { PackRef } from '../../domain/evaluation.ts'
import { sha256 } from '../../domain/hash.ts'
import type { Queryable } from './database.ts'

export type PackStatus = 'draft' | 'published' | 'refused'
export type StoredPack = PackRef & {
  effective: LocalDate
  status: PackStatus
  authorId: string
  submittedAt: string
  reviewerId: string | null
  reviewedAt: string | null
}
export type PackToStore = Pick<StoredPack, 'id' | 'version' | 'effective' | 'authorId'> & {
  documents: Record<string, unknown>
}

const columns = `id, version, hash, effective, status, author_id as "authorId", submitted_at as "submittedAt",
  reviewer_id as "reviewerId", reviewed_at as "reviewedAt"`
const PACKS_READ_MAX = 200

/** Who handed in and who passed what comes with the product. */
export const SHIPPED = 'shipped'

/** Stores a draft under the hash of its canonical bytes; the same documents again change nothing. Returns the hash. */
export async function storePack(db: Queryable, pack: PackToStore): Promise<string> {
  const body = canonicalJson(pack.documents)
  const hash = sha256(body)
  await db.query(
    `insert into policy_packs (id, version, hash, body, effective, status, author_id)
     values ($1, $2, $3, $4, $5, 'draft', $6) on conflict do nothing`,
    [pack.id, pack.version, hash, body, pack.effective, pack.authorId],
  )
  return hash
}

/**
 * Publishes or refuses a draft. False where it is none any more. The table itself refuses a reviewer who is the author.
 */
export async function reviewPack(
  db: Queryable,
  {
    id,
    hash,
    reviewerId,
    status,
  }: { id: string; hash: string; reviewerId: string; status: 'published' | 'refused' },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update policy_packs set status = $4, reviewer_id = $3, reviewed_at = now()
     where id = $1 and hash = $2 and status = 'draft'`,
    [id, hash, reviewerId, status],
  )
  return rowCount === 1
}

/** Every version, the highest first. */
export async function listPacks(db: Queryable, id: string | null = null): Promise<StoredPack[]> {
  const { rows } = await db.query<StoredPack>(
    `select ${columns} from policy_packs where $1::text is null or id = $1
     order by id, string_to_array(version, '.')::int[] desc, submitted_at desc limit ${PACKS_READ_MAX}`,
    [id],
  )
  return rows
}

export async function findPack(db: Queryable, id: string, hash: string): Promise<StoredPack | null> {
  const { rows } = await db.query<StoredPack>(
    `select ${columns} from policy_packs where id = $1 and hash = $2`,
    [id, hash],
  )
  return rows[0] ?? null
}

/** The bytes of a version. */
export async function packBody(db: Queryable, id: string, hash: string): Promise<string | null> {
  const { rows } = await db.query<{ body: string }>(
    `select body from policy_packs where id = $1 and hash = $2`,
    [id, hash],
  )
  return rows[0]?.body ?? null
}

/** The hash of the version in force now, by bank time; on older bank time (loaded history) of the newest that there is. */
export async function packInForce(db: Queryable, clock: ClockMap, id: string): Promise<string | null> {
  const today = localDateOf(bankTimeAt(clock, Date.now()), 'UTC')
  const { rows } = await db.query<{ hash: string }>(
    `select hash from policy_packs where id = $1 and status = 'published'
     order by (effective <= $2) desc, string_to_array(version, '.')::int[] desc, reviewed_at desc limit 1`,
    [id, today],
  )
  return rows[0]?.hash ?? null
}

/** Who wrote and who passed a version: neither may approve a case under it. */
export async function authorsOf(db: Queryable, { id, hash }: PackRef): Promise<string[]> {
  const pack = await findPack(db, id, hash)
  return [pack?.authorId, pack?.reviewerId].filter((actor) => actor != null && actor !== SHIPPED) as string[]
}

/** Where `policies/packs.ts` reads versions from; what is in force now depends on the bank's clock. */
export const packReader = (db: Queryable, clock: () => ClockMap | Promise<ClockMap>) => ({
  inForce: async (id: string) => packInForce(db, await clock(), id),
  body: (id: string, hash: string) => packBody(db, id, hash),
})

import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import { planSchema, type Plan } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'

export type StoredPlan = { version: number; hash: string; plan: Plan; createdAt: string }
type Row = { version: number; hash: string; body: string; createdAt: string }

/** Stores a plan under the hash of its canonical bytes; the same version again changes nothing. Returns the hash. */
export async function storePlan(client: Queryable, plan: Plan): Promise<string> {
  const body = canonicalJson(plan)
  const hash = sha256(body)
  await client.query(
    `insert into plans (case_id, version, hash, body) values ($1, $2, $3, $4) on conflict do nothing`,
    [plan.caseId, plan.version, hash, body],
  )
  return hash
}

/** The newest plan of a case, verified; null where there is none yet. @throws corrupt | plan-hash */
export const currentPlan = async (db: Queryable, caseId: string): Promise<StoredPlan | null> =>
  (await plansOf(db, caseId)).at(-1) ?? null

/** The plan that an approval names. @throws not-found | no-such-plan, corrupt | plan-hash */
export async function planByHash(db: Queryable, caseId: string, hash: string): Promise<Plan> {
  const found = (await plansOf(db, caseId)).find((stored) => stored.hash === hash)
  if (found) return found.plan
  throw new ServiceError('not-found', 'no-such-plan', 'The case has no plan of this hash.')
}

/** Every version, oldest first, each verified against its hash. @throws corrupt | plan-hash */
export async function plansOf(db: Queryable, caseId: string): Promise<StoredPlan[]> {
  const { rows } = await db.query<Row>(
    `select version, hash, body, created_at as "createdAt" from plans where case_id = $1 order by version`,
    [caseId],
  )
  return rows.map(({ body, ...row }) => ({ ...row, plan: verified(row, body) }))
}

function verified({ hash, version }: Omit<Row, 'body'>, body: string): Plan {
  if (sha256(body) === hash) return planSchema.parse(JSON.parse(body))
  throw new ServiceError('corrupt', 'plan-hash', 'A stored plan does not match its hash.', { version })
}

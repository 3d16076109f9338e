import { ServiceError } from '../../domain/errors.ts'
import { planSchema, type Plan } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'
import { documentsOf, storeDocument } from './stored-documents.ts'

export type StoredPlan = { version: number; hash: string; plan: Plan; createdAt: string }

/** Stores a plan as the newest of its case; the same again changes nothing. Returns it as it is stored. */
export const storePlan = (client: Queryable, plan: Plan): Promise<Plan> =>
  storeDocument(client, 'plans', plan)

/** The newest plan of a case, verified; null where there is none yet. @throws corrupt | plans-hash */
export const currentPlan = async (db: Queryable, caseId: string): Promise<StoredPlan | null> =>
  (await plansOf(db, caseId)).at(-1) ?? null

/** The plan that an approval names. @throws not-found | no-such-plan, corrupt | plans-hash */
export async function planByHash(db: Queryable, caseId: string, hash: string): Promise<Plan> {
  const found = (await plansOf(db, caseId)).find((stored) => stored.hash === hash)
  if (found) return found.plan
  throw new ServiceError('not-found', 'no-such-plan', 'The case has no plan of this hash.')
}

/** Every version, oldest first, each verified against its hash. @throws corrupt | plans-hash */
export async function plansOf(db: Queryable, caseId: string): Promise<StoredPlan[]> {
  const stored = await documentsOf(db, 'plans', planSchema, caseId)
  return stored.map(({ document: plan, ...row }) => ({ ...row, plan }))
}

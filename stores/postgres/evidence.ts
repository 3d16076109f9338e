import { evidenceSchema, type Evidence } from '../../domain/evidence.ts'
import type { Queryable } from './database.ts'
import { documentsOf, storeDocument } from './stored-documents.ts'

export type StoredEvidence = { version: number; hash: string; evidence: Evidence; createdAt: string }

/** Stores an evidence as the newest of its case; the same again changes nothing. Returns it as it is stored. */
export const storeEvidence = (client: Queryable, evidence: Evidence): Promise<Evidence> =>
  storeDocument(client, 'evidence', evidence)

/** The newest evidence of a case, verified; null where there is none yet. @throws corrupt | evidence-hash */
export const currentEvidence = async (db: Queryable, caseId: string): Promise<StoredEvidence | null> =>
  (await evidenceOf(db, caseId)).at(-1) ?? null

/** Every version, oldest first, each verified against its hash. @throws corrupt | evidence-hash */
export async function evidenceOf(db: Queryable, caseId: string): Promise<StoredEvidence[]> {
  const stored = await documentsOf(db, 'evidence', evidenceSchema, caseId)
  return stored.map(({ document: evidence, ...row }) => ({ ...row, evidence }))
}

import type { Queryable } from './database.ts'

/** The first of the two numbers of a case's advisory lock: keeps it apart from other locks. */
const CASE_LOCK = 7_401

/**
 * Makes this transaction the only one, until it ends, that records a decision on the case or intends a step of it. Cases
 * whose ids hash alike only wait for each other.
 */
export async function lockCase(client: Queryable, caseId: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [CASE_LOCK, caseId])
}

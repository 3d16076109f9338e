import type { Database } from '../../stores/postgres/database.ts'
import { openEpisodesOf } from '../../stores/postgres/episodes.ts'
import { erasedAmong, eraseCustomer } from '../../stores/postgres/erasures.ts'
import type { Cases } from '../../stores/temporal/cases.ts'

type Keyed = { customer: string }

/** Erases these customers (bank time of the record, by token), and gives the filter that drops what is about them. */
export async function forget(
  db: Database,
  erased: ReadonlyMap<string, number>,
  facts: readonly Keyed[],
  now_ms: number,
): Promise<<T extends Keyed>(of: readonly T[]) => T[]> {
  for (const [customer, at_ms] of erased) await eraseCustomer(db, customer, at_ms)
  const customers = [...new Set(facts.map(({ customer }) => customer))]
  const dropped = customers.length > 0 ? await erasedAmong(db, customers, now_ms) : new Set<string>()
  return (of) => of.filter(({ customer }) => !dropped.has(customer))
}

/** Ends the open cases of customers who were erased: nothing more is sent. Told twice does no harm. */
export async function endCases(db: Database, cases: Cases, erased: readonly string[]): Promise<void> {
  if (erased.length === 0) return
  for (const { caseId } of await openEpisodesOf(db, erased))
    await cases.signalCase(caseId, 'customerErased', {})
}

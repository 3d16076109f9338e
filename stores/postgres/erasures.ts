import { bankTimeAt } from '../../domain/bank-time.ts'
import { DAY_MS } from '../../domain/calendar.ts'
import { ERASED_KEPT_DAYS } from '../../domain/erasure.ts'
import { sha256 } from '../../domain/hash.ts'
import { readClock } from './bank-clock.ts'
import { eraseCaptured } from './captured.ts'
import type { Database, Queryable } from './database.ts'

/**
 * What is kept by the token and goes. With its data key goes all that the vault holds: contact, texts, original bytes of
 * rejected data.
 */
export const FORGOTTEN = [
  ...['vault_keys', 'consents', 'obligations', 'settlements', 'customers', 'calls', 'contact_log'],
  ...['holds', 'vulnerabilities', 'tasks', 'hold_outs', 'obligation_features', 'outcomes'],
  ...['settlement_reversals', 'inbound_messages', 'feature_sample'],
]
/** These go with a row of the ones above, or by `eraseCaptured`. */
export const FORGOTTEN_OTHERWISE = [
  ...['vault_contacts', 'vault_texts', 'blind_index', 'rejected_originals'],
  ...['captured_owners', 'captured_facts'],
]
/** What proves how a case was treated stays, and names nobody: the ledger, the case, its evidence, what was sent. */
export const KEPT = ['episodes', 'case_evaluations', 'cases', 'dispatch_intents']

/** Forgets a customer, and remembers until when what arrives of them is dropped. Twice changes nothing. */
export async function eraseCustomer(db: Database, customer: string, at_ms: number): Promise<void> {
  await db.transaction(async (client) => {
    await client.query(
      `insert into erasures (customer_sha256, erased_at) values ($1, $2)
       on conflict (customer_sha256) do update set erased_at = greatest(erasures.erased_at, excluded.erased_at)`,
      [sha256(customer), new Date(at_ms).toISOString()],
    )
    for (const table of FORGOTTEN) await client.query(`delete from ${table} where customer = $1`, [customer])
    await eraseCaptured(client, customer)
  })
}

/** Those of the customers who were erased so lately (bank time) that what arrives of them is to be dropped. */
export async function erasedAmong(
  db: Queryable,
  customers: readonly string[],
  now_ms: number,
): Promise<ReadonlySet<string>> {
  const tokens = new Map(customers.map((customer) => [sha256(customer), customer]))
  const { rows } = await db.query<{ customer_sha256: string }>(
    `select customer_sha256 from erasures where customer_sha256 = any($1) and erased_at > $2`,
    [[...tokens.keys()], new Date(now_ms - ERASED_KEPT_DAYS * DAY_MS).toISOString()],
  )
  return new Set(rows.map((row) => tokens.get(row.customer_sha256) ?? ''))
}

/** Without those about customers who were erased lately, by bank time now: what was under way when they were. */
export async function withoutErased<T extends { customer: string }>(
  db: Queryable,
  about: readonly T[],
): Promise<readonly T[]> {
  if (about.length === 0) return about
  const now_ms = bankTimeAt(await readClock(db), Date.now())
  const erased = await erasedAmong(db, [...new Set(about.map(({ customer }) => customer))], now_ms)
  return erased.size === 0 ? about : about.filter(({ customer }) => !erased.has(customer))
}

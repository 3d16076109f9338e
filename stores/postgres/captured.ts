import type { Queryable } from './database.ts'

/** A fact of a row. `customer` or `owned` says whose; `key` and `record` are the captured row as it came, for a replay. */
export type CapturedFact = {
  identity: string
  customer: string | null
  owned: string | null
  at: string
  fact: string
  key: string | null
  record: string
  position: string
}
export type Snapshot = 'none' | 'running' | 'done'
export type CaptureProgress = { snapshot: Snapshot; ends: Record<string, number> }

/** What was sent is remembered this long: whatever Connect brings again after a crash comes sooner. */
export const SENT_KEPT_DAYS = 7

/** What is owned goes to the customer that was named last. */
export async function keepOwners(
  db: Queryable,
  owners: readonly { owned: string; customer: string }[],
): Promise<void> {
  const last = new Map(owners.map(({ owned, customer }) => [owned, customer]))
  if (last.size === 0) return
  await db.query(
    `insert into captured_owners (owned, customer) select * from unnest($1::text[], $2::text[])
     on conflict (owned) do update set customer = excluded.customer`,
    [[...last.keys()], [...last.values()]],
  )
}

/** Keeps facts until they are sent; one that is there, waiting or sent, changes nothing. */
export async function keepFacts(db: Queryable, facts: readonly CapturedFact[]): Promise<void> {
  if (facts.length === 0) return
  const column = (name: keyof CapturedFact) => facts.map((fact) => fact[name])
  await db.query(
    `insert into captured_facts (identity, customer, owned, at, fact, key, record, position)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
       $8::text[])
     on conflict (identity) do nothing`,
    [
      ...[column('identity'), column('customer'), column('owned'), column('at')],
      ...[column('fact'), column('key'), column('record'), column('position')],
    ],
  )
}

export type SendableFact = { identity: string; customer: string; fact: string }

/** Those whose customer is known, in the order of time. */
export async function sendableFacts(db: Queryable, limit: number): Promise<SendableFact[]> {
  const { rows } = await db.query<SendableFact>(
    `select identity, coalesce(f.customer, o.customer) as customer, fact
     from captured_facts f left join captured_owners o on o.owned = f.owned
     where sent_at is null and coalesce(f.customer, o.customer) is not null order by at, seq limit $1`,
    [limit],
  )
  return rows
}

/** Nothing of a fact is kept once it is sent, but that it was. */
export async function markSent(db: Queryable, identities: readonly string[]): Promise<void> {
  await db.query(
    `update captured_facts set sent_at = now(), fact = null, key = null, record = null, owned = null, customer = null
     where identity = any($1) and sent_at is null`,
    [identities],
  )
}

export type OrphanFact = { identity: string; key: string | null; record: string; position: string }

/** Those whose owner did not come within the time, and the oldest of those that wait beyond the limit. */
export async function orphanFacts(
  db: Queryable,
  limits: { wait_ms: number; waitingMax: number; atOnce: number },
): Promise<OrphanFact[]> {
  const { rows } = await db.query<OrphanFact>(
    `select identity, key, record, position from (
       select *, row_number() over (order by seq desc) as place
       from captured_facts f where sent_at is null and customer is null
         and not exists (select from captured_owners o where o.owned = f.owned)
     ) waiting
     where since < now() - make_interval(secs => $1) or place > $2 order by seq limit $3`,
    [limits.wait_ms / 1000, limits.waitingMax, limits.atOnce],
  )
  return rows
}

export async function dropFacts(db: Queryable, identities: readonly string[]): Promise<void> {
  await db.query('delete from captured_facts where identity = any($1) and sent_at is null', [identities])
}

export async function forgetOldSent(db: Queryable): Promise<void> {
  await db.query('delete from captured_facts where sent_at < now() - make_interval(days => $1)', [
    SENT_KEPT_DAYS,
  ])
}

export async function readProgress(db: Queryable): Promise<CaptureProgress> {
  const { rows } = await db.query<CaptureProgress>('select snapshot, ends from capture_progress')
  return rows[0] ?? { snapshot: 'none', ends: {} }
}

export async function noteProgress(db: Queryable, progress: Partial<CaptureProgress>): Promise<void> {
  await db.query('update capture_progress set snapshot = coalesce($1, snapshot), ends = coalesce($2, ends)', [
    progress.snapshot ?? null,
    progress.ends ?? null,
  ])
}

/** Takes out what is kept here of an erased customer: what waits, and what the customer owns. */
export async function eraseCaptured(db: Queryable, customer: string): Promise<void> {
  await db.query(
    `delete from captured_facts f where sent_at is null and (customer = $1
       or exists (select from captured_owners o where o.owned = f.owned and o.customer = $1))`,
    [customer],
  )
  await db.query('delete from captured_owners where customer = $1', [customer])
}

import type { Queryable } from './database.ts'

/** A claim and a presence end by themselves this long after the last sign of life. Wall time. */
export const LEASE_S = 90

export type Claim = { actorId: string; until: string }

/** Claims the case, or holds on to one's claim. Returns whose it is now: somebody else's where theirs still runs, unless it is taken over. */
export async function claimCase(
  db: Queryable,
  caseId: string,
  actorId: string,
  takeOver: boolean,
): Promise<Claim> {
  await db.query(
    `insert into case_claims as c (case_id, actor_id, until) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (case_id) do update set actor_id = excluded.actor_id, until = excluded.until
     where c.actor_id = excluded.actor_id or c.until <= now() or $4`,
    [caseId, actorId, LEASE_S, takeOver],
  )
  const claim = (await claimsOf(db, [caseId])).get(caseId)
  return claim ?? { actorId, until: new Date().toISOString() }
}

/** Lets one's own claim go. */
export async function releaseCase(db: Queryable, caseId: string, actorId: string): Promise<void> {
  await db.query('delete from case_claims where case_id = $1 and actor_id = $2', [caseId, actorId])
}

/** The claims that run now, by case. */
export async function claimsOf(db: Queryable, caseIds: readonly string[]): Promise<Map<string, Claim>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await db.query<Claim & { caseId: string }>(
    `select case_id as "caseId", actor_id as "actorId", until from case_claims
     where case_id = any($1) and until > now()`,
    [caseIds],
  )
  return new Map(rows.map(({ caseId, ...claim }) => [caseId, claim]))
}

/** Says that somebody has the case open, and who else has. */
export async function keepPresence(db: Queryable, caseId: string, actorId: string): Promise<string[]> {
  await db.query(
    `insert into case_presence (case_id, actor_id, until) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (case_id, actor_id) do update set until = excluded.until`,
    [caseId, actorId, LEASE_S],
  )
  const { rows } = await db.query<{ actorId: string }>(
    `select actor_id as "actorId" from case_presence
     where case_id = $1 and actor_id <> $2 and until > now() order by actor_id`,
    [caseId, actorId],
  )
  return rows.map((row) => row.actorId)
}

/** Says that somebody has closed the case. */
export async function endPresence(db: Queryable, caseId: string, actorId: string): Promise<void> {
  await db.query('delete from case_presence where case_id = $1 and actor_id = $2', [caseId, actorId])
}

/** Leases that ended are of no more use. */
export async function deleteEndedLeases(db: Queryable): Promise<void> {
  await db.query('delete from case_presence where until <= now()')
  await db.query('delete from case_claims where until <= now()')
}

/** How many cases each person works on now. */
export async function claimsByPerson(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ actorId: string; cases: number }>(
    `select actor_id as "actorId", count(*) as cases from case_claims where until > now() group by actor_id`,
  )
  return new Map(rows.map((row) => [row.actorId, row.cases]))
}

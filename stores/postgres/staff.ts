import type { LocalDate } from '../../domain/calendar.ts'
import type { Actor } from '../../domain/roles.ts'
import type { Queryable } from './database.ts'

/** Bank days, both included. */
export type Absence = { actorId: string; from: LocalDate; until: LocalDate }

/** Keeps who has signed in, so that cases can be given to them. */
export async function rememberStaff(db: Queryable, { id, roles, permissions }: Actor): Promise<void> {
  await db.query(
    `insert into staff (actor_id, roles, permissions) values ($1, $2, $3)
     on conflict (actor_id) do update set roles = excluded.roles, permissions = excluded.permissions, seen_at = now()`,
    [id, roles, permissions],
  )
}

/** The later word on a first day stands. */
export async function recordAbsence(db: Queryable, absence: Absence, recordedBy: string): Promise<void> {
  await db.query(
    `insert into absences (actor_id, from_date, until_date, recorded_by) values ($1, $2, $3, $4)
     on conflict (actor_id, from_date) do update set until_date = excluded.until_date,
       recorded_by = excluded.recorded_by, recorded_at = now()`,
    [absence.actorId, absence.from, absence.until, recordedBy],
  )
}

export async function absencesAfter(db: Queryable, today: LocalDate): Promise<Absence[]> {
  const { rows } = await db.query<Absence>(
    `select actor_id as "actorId", from_date as "from", until_date as until from absences
     where until_date >= $1 order by from_date, actor_id`,
    [today],
  )
  return rows
}

export async function isAbsent(db: Queryable, actorId: string, today: LocalDate): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from absences where actor_id = $1 and $2 between from_date and until_date`,
    [actorId, today],
  )
  return rowCount !== 0
}

export type Routing = { actorId: string; languages: string[]; products: string[] }

/** Who takes which cases; a person without a row takes every one. */
export async function routingOf(db: Queryable): Promise<Map<string, Routing>> {
  const { rows } = await db.query<Routing>(
    `select actor_id as "actorId", languages, products from staff_routing`,
  )
  return new Map(rows.map((row) => [row.actorId, row]))
}

export async function keepRouting(db: Queryable, routing: Routing, setBy: string): Promise<void> {
  await db.query(
    `insert into staff_routing (actor_id, languages, products, set_by) values ($1, $2, $3, $4)
     on conflict (actor_id) do update set languages = excluded.languages, products = excluded.products,
       set_by = excluded.set_by, set_at = now()`,
    [routing.actorId, routing.languages, routing.products, setBy],
  )
}

/**
 * Of those who decide and are here today: first who takes the case's language and product, then who has the fewest open
 * cases; never `except`. Null where there is nobody.
 */
export async function leastLoaded(
  db: Queryable,
  today: LocalDate,
  except: string | null,
  caseId: string | null = null,
): Promise<string | null> {
  const { rows } = await db.query<{ actorId: string }>(
    `with wanted as (select w.product, p.language from (select $3::text as case_id) it
       left join cases w using (case_id) left join customers p on p.customer = w.customer)
     select s.actor_id as "actorId" from staff s cross join wanted w
     left join staff_routing r using (actor_id)
     left join cases c on c.assignee = s.actor_id and c.stage <> 'closed'
     where s.roles && array['case_worker'] and s.actor_id is distinct from $2
       and not exists (select from absences a where a.actor_id = s.actor_id and $1 between from_date and until_date)
     group by s.actor_id
     order by bool_and((coalesce(r.languages, '{}') = '{}' or coalesce(w.language = any(r.languages), true))
       and (coalesce(r.products, '{}') = '{}' or coalesce(w.product = any(r.products), true))) desc,
       count(c.case_id), s.actor_id limit 1`,
    [today, except, caseId],
  )
  return rows[0]?.actorId ?? null
}

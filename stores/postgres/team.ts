import type { Queryable } from './database.ts'

export type PersonLoad = {
  actorId: string
  open: number
  decidedToday: number
  refusedToday: number
  medianToDecide_s: number | null
}
export type WaitingGroup = {
  product: string
  language: string | null
  cases: number
  late: number
  lateSoon: number
}

const SOON = '2 hours'

/** What each person who decided in the last seven days has done. The day is the last 24 hours of wall time. */
export async function personLoads(db: Queryable): Promise<PersonLoad[]> {
  const { rows } = await db.query<PersonLoad>(
    `select d.actor_id as "actorId",
       count(distinct d.case_id) filter (where d.accepted and c.stage <> 'closed') as open,
       count(*) filter (where d.accepted and d.at > now() - interval '1 day') as "decidedToday",
       count(*) filter (where not d.accepted and d.at > now() - interval '1 day') as "refusedToday",
       percentile_cont(0.5) within group (order by extract(epoch from d.at - e.created_at))
         filter (where d.accepted)::float8 as "medianToDecide_s"
     from decisions d join cases c using (case_id)
       left join evidence e on e.case_id = d.case_id and e.version = 1
     where d.at > now() - interval '7 days' group by d.actor_id`,
  )
  return rows
}

/** Cases that wait for a person, by product and the customer's language; late by bank time. */
export async function waitingGroups(db: Queryable, bankNow: string): Promise<WaitingGroup[]> {
  const { rows } = await db.query<WaitingGroup>(
    `select c.product, p.language, count(*) as cases, count(*) filter (where c.sla_due_at < $1) as late,
       count(*) filter (where c.sla_due_at between $1 and $1::timestamptz + interval '${SOON}') as "lateSoon"
     from cases c left join customers p using (customer)
     where c.stage in ('awaiting_decision', 'awaiting_second')
     group by c.product, p.language order by count(*) desc`,
    [bankNow],
  )
  return rows
}

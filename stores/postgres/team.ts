import type { Queryable } from './database.ts'

export type PersonLoad = {
  actorId: string
  open: number
  decidedToday: number
  refusedToday: number
  medianToDecide_s: number | null
  /** Of the cases decided in seven days, those whose SLA never had to escalate. */
  inTimeShare: number | null
  /** Approvals of seven days, and those of them that came within seconds of the same person's decision before. */
  approvals: number
  hurried: number
}
export type Assigned = { actorId: string; cases: number; late: number; lateSoon: number }
export type WaitingGroup = {
  product: string
  language: string | null
  cases: number
  late: number
  lateSoon: number
}
/** A case that waits for a person, by the hashes that a decision on it must name. */
export type WaitingCase = { caseId: string; evidenceHash: string; planHash: string }
export type WaitingFilter = {
  assignee?: string | undefined
  product?: string | undefined
  language?: string | undefined
}

const SOON = '2 hours'
/** In less than this nobody reads a case's evidence and message. */
const HURRIED = '10 seconds'
const WAITS = `c.stage in ('awaiting_decision', 'awaiting_second')`
/** Late within the span from $1, the bank's now. */
const LATE_SOON = `c.sla_due_at between $1 and $1::timestamptz + interval '${SOON}'`

/** What each person who decided in the last seven days has done. The day is the last 24 hours of wall time. */
export async function personLoads(db: Queryable): Promise<PersonLoad[]> {
  const { rows } = await db.query<PersonLoad>(
    `with made as (
       select *, at - lag(at) over (partition by actor_id order by at) as pause
       from decisions where at > now() - interval '7 days'
     )
     select d.actor_id as "actorId",
       count(distinct d.case_id) filter (where d.accepted and c.stage <> 'closed') as open,
       count(*) filter (where d.accepted and d.at > now() - interval '1 day') as "decidedToday",
       count(*) filter (where not d.accepted and d.at > now() - interval '1 day') as "refusedToday",
       percentile_cont(0.5) within group (order by extract(epoch from d.at - e.created_at))
         filter (where d.accepted)::float8 as "medianToDecide_s",
       avg(case when coalesce(c.escalation, 'remind') = 'remind' then 1 else 0 end)
         filter (where d.accepted and d.verdict in ('approve', 'reject'))::float8 as "inTimeShare",
       count(*) filter (where d.accepted and d.verdict = 'approve') as approvals,
       count(*) filter (where d.accepted and d.verdict = 'approve' and d.pause < interval '${HURRIED}') as hurried
     from made d join cases c using (case_id)
       left join evidence e on e.case_id = d.case_id and e.version = 1
     group by d.actor_id`,
  )
  return rows
}

/** Open cases that were given to somebody, and how many of them wait past their SLA; bank time. */
export async function assignedCases(db: Queryable, bankNow: string): Promise<Assigned[]> {
  const { rows } = await db.query<Assigned>(
    `select c.assignee as "actorId", count(*) as cases,
       count(*) filter (where ${WAITS} and c.sla_due_at < $1) as late,
       count(*) filter (where ${WAITS} and ${LATE_SOON}) as "lateSoon"
     from cases c where c.assignee is not null and c.stage <> 'closed' group by c.assignee`,
    [bankNow],
  )
  return rows
}

/** Cases that wait for a person, by product and the customer's language; late by bank time. */
export async function waitingGroups(db: Queryable, bankNow: string): Promise<WaitingGroup[]> {
  const { rows } = await db.query<WaitingGroup>(
    `select c.product, p.language, count(*) as cases, count(*) filter (where c.sla_due_at < $1) as late,
       count(*) filter (where ${LATE_SOON}) as "lateSoon"
     from cases c left join customers p using (customer)
     where ${WAITS} group by c.product, p.language order by count(*) desc`,
    [bankNow],
  )
  return rows
}

/** The waiting cases that a supervisor gives away: those of a person, or those that nobody has; the most urgent first. */
export async function waitingCases(
  db: Queryable,
  { assignee, product, language }: WaitingFilter,
  limit: number,
): Promise<WaitingCase[]> {
  const { rows } = await db.query<WaitingCase>(
    `select c.case_id as "caseId", c.evidence_hash as "evidenceHash", c.plan_hash as "planHash"
     from cases c left join customers p using (customer)
     where ${WAITS} and c.evidence_hash is not null and c.plan_hash is not null
       and c.assignee is not distinct from $1 and ($2::text is null or c.product = $2)
       and ($3::text is null or p.language = $3)
     order by c.urgency desc, c.case_id limit $4`,
    [assignee ?? null, product ?? null, language ?? null, limit],
  )
  return rows
}

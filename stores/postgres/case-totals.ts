import { restingStages } from '../../domain/case.ts'
import type { Queryable } from './database.ts'

export type CaseTotals = {
  casesOpened: number
  approvals: number
  messagesSent: number
  messagesDelivered: number
  outcomes: number
  labels: number
}

/** What became of evaluations, counted over all time. */
export async function caseTotals(db: Queryable): Promise<CaseTotals> {
  const { rows } = await db.query<CaseTotals>(
    `select
       (select count(*) from episodes) as "casesOpened",
       (select count(*) from decisions where accepted and verdict = 'approve') as approvals,
       (select count(*) from dispatch_intents where state = 'accepted') as "messagesSent",
       (select count(*) from dispatch_intents where status in ('delivered', 'read')) as "messagesDelivered",
       (select count(*) from outcomes) as outcomes,
       (select count(*) from outcomes where label is not null) as labels`,
  )
  const [totals] = rows
  if (!totals) throw new TypeError('counting gave no row')
  return totals
}

/** Open cases that something still moves: not started, without a row yet, or in a stage that goes on by itself. */
export async function restlessCases(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from episodes e left join cases c using (case_id)
     where e.open and (not e.started or c.stage is null or c.stage <> all($1))`,
    [restingStages],
  )
  return rows[0]?.count ?? 0
}

/** Whether any obligation is known: without one no case can open. */
export async function isAnythingDue(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>(`select exists (select from obligations) as known`)
  return rows[0]?.known === true
}

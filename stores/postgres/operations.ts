import type { CaseStage } from '../../domain/case.ts'
import type { NewestKind } from './customers.ts'
import type { Queryable } from './database.ts'

const MINUTES = 30

export type Minute = { at: string; opened: number; decided: number; sent: number; delivered: number }
export type StageAge = { stage: CaseStage; cases: number; oldestAt: string; late: number }
export type MessageCount = { channel: string; state: string; messages: number }
export type Newest = { kind: NewestKind; bankAt: string; seenAt: string }

/**
 * What happened in each of the last 30 minutes of wall time, oldest first; a quiet minute is there with zeros. Cases are those
 * that people may see.
 */
export async function lastMinutes(db: Queryable): Promise<Minute[]> {
  const { rows } = await db.query<Minute>(
    `with span as (select generate_series(date_trunc('minute', now()) - interval '${MINUTES - 1} minutes',
       date_trunc('minute', now()), interval '1 minute') as at),
     facts as (
       select date_trunc('minute', e.created_at) as at, 'opened' as what from evidence e join cases c using (case_id)
         where e.version = 1 and e.created_at > now() - interval '${MINUTES} minutes'
       union all select date_trunc('minute', at), 'decided' from decisions
         where accepted and at > now() - interval '${MINUTES} minutes'
       union all select date_trunc('minute', intended_at), 'sent' from dispatch_intents
         where state = 'accepted' and intended_at > now() - interval '${MINUTES} minutes'
       union all select date_trunc('minute', received_at), 'delivered' from message_events
         where status = 'delivered' and received_at > now() - interval '${MINUTES} minutes'
     )
     select span.at, count(*) filter (where what = 'opened') as opened,
       count(*) filter (where what = 'decided') as decided, count(*) filter (where what = 'sent') as sent,
       count(*) filter (where what = 'delivered') as delivered
     from span left join facts using (at) group by span.at order by span.at`,
  )
  return rows
}

/** Open cases by stage, since when the oldest stands there (wall time), and how many are late by bank time. */
export async function stageAges(db: Queryable, bankNow: string): Promise<StageAge[]> {
  const { rows } = await db.query<StageAge>(
    `select stage, count(*) as cases, min(updated_at) as "oldestAt",
       count(*) filter (where sla_due_at < $1 and stage in ('awaiting_decision', 'awaiting_second')) as late
     from cases where stage <> 'closed' group by stage`,
    [bankNow],
  )
  return rows
}

/** Messages by channel and by what became of the attempt to send. */
export async function dispatchCounts(db: Queryable): Promise<MessageCount[]> {
  const { rows } = await db.query<MessageCount>(
    `select channel, state, count(*) as messages from dispatch_intents group by channel, state order by channel, state`,
  )
  return rows
}

/** Accepted messages by channel and by what the provider says last. */
export async function deliveryCounts(
  db: Queryable,
): Promise<{ channel: string; status: string; messages: number }[]> {
  const { rows } = await db.query<{ channel: string; status: string; messages: number }>(
    `select channel, coalesce(status, 'accepted') as status, count(*) as messages from dispatch_intents
     where state = 'accepted' group by channel, coalesce(status, 'accepted') order by channel, status`,
  )
  return rows
}

/** The newest transaction and evaluation that the projector has seen. */
export async function newestFacts(db: Queryable): Promise<Newest[]> {
  const { rows } = await db.query<Newest>(
    `select kind, bank_at as "bankAt", seen_at as "seenAt" from newest order by kind`,
  )
  return rows
}

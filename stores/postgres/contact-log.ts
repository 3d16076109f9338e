import type { MessageChannel } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'

/** `call` and `conversation` are ours; `inbound` is a message from the customer. Bank time. */
export type LoggedContact = {
  customer: string
  channel: MessageChannel
  kind: 'call' | 'conversation' | 'inbound'
  at: string
  loggedBy: string
}
export type KnownContact = { channel: MessageChannel; kind: 'message' | 'call' | 'conversation'; at: string }

const CONTACTS_READ_MAX = 500

export async function logContact(db: Queryable, contact: LoggedContact): Promise<void> {
  await db.query(
    `insert into contact_log (customer, channel, kind, at, logged_by) values ($1, $2, $3, $4, $5)`,
    [contact.customer, contact.channel, contact.kind, contact.at, contact.loggedBy],
  )
}

/**
 * What reached a customer, or may have, since an instant of bank time, in whatever case; one step left out. A message
 * that failed for good counts for nothing; one that is unknown counts.
 */
export async function contactsSince(
  db: Queryable,
  { customer, since, exceptKey }: { customer: string; since: string; exceptKey: string },
): Promise<KnownContact[]> {
  const { rows } = await db.query<KnownContact>(
    `select channel, kind, at from (
       select channel, case channel when 'voice' then 'call' else 'message' end as kind,
         to_timestamp((gate_verdict -> 'facts' ->> 'now_ms')::bigint / 1000.0) as at
       from dispatch_intents
       where customer = $1 and dispatch_key <> $3 and state in ('intended', 'unknown', 'accepted')
         and coalesce(status, '') not in ('failed', 'undelivered', 'canceled')
       union all
       select channel, kind, at from contact_log where customer = $1 and kind <> 'inbound'
     ) all_contacts where at >= $2 order by at desc limit ${CONTACTS_READ_MAX}`,
    [customer, since, exceptKey],
  )
  return rows
}

/** The customer's last message on a channel, up to an instant of bank time. */
export async function lastInboundAt(
  db: Queryable,
  customer: string,
  channel: MessageChannel,
  until: string,
): Promise<string | null> {
  const { rows } = await db.query<{ at: string | null }>(
    `select max(at) as at from contact_log where customer = $1 and channel = $2 and kind = 'inbound' and at <= $3`,
    [customer, channel, until],
  )
  return rows[0]?.at ?? null
}

import type { Queryable } from './database.ts'

const DUES_READ_MAX = 12

/** How a customer's last dues ended, as the outcome rows say: how many are known, and how many were paid on time. */
export async function duesOf(db: Queryable, customer: string): Promise<{ known: number; onTime: number }> {
  const { rows } = await db.query<{ known: number; onTime: number }>(
    `select count(*)::int as known, count(*) filter (where label = 0)::int as "onTime"
     from (select label from outcomes where customer = $1 and label is not null
           order by due_date desc limit ${DUES_READ_MAX}) last_dues`,
    [customer],
  )
  return rows[0] ?? { known: 0, onTime: 0 }
}

/** What became of our messages in other cases: how many went out, arrived, and whether the customer ever wrote back. */
export async function messagesOf(
  db: Queryable,
  { customer, caseId }: { customer: string; caseId: string },
): Promise<{ sent: number; arrived: number; answered: boolean }> {
  const { rows } = await db.query<{ sent: number; arrived: number; answered: boolean }>(
    `select count(*)::int as sent, count(*) filter (where status in ('delivered', 'read'))::int as arrived,
       exists (select from contact_log where customer = $1 and kind = 'inbound') as answered
     from dispatch_intents where customer = $1 and case_id <> $2 and state = 'accepted'`,
    [customer, caseId],
  )
  return rows[0] ?? { sent: 0, arrived: 0, answered: false }
}

import type { Queryable } from './database.ts'

const MESSAGES_READ_MAX = 100

export type CustomerMessage = {
  caseId: string
  channel: string
  state: string
  status: string | null
  /** Wall time. */
  at: string
}

/** The latest attempts to reach a customer, over all cases, newest first. */
export async function messagesOfCustomer(db: Queryable, customer: string): Promise<CustomerMessage[]> {
  const { rows } = await db.query<CustomerMessage>(
    `select case_id as "caseId", channel, state, status, intended_at as at from dispatch_intents
     where customer = $1 order by intended_at desc limit ${MESSAGES_READ_MAX}`,
    [customer],
  )
  return rows
}

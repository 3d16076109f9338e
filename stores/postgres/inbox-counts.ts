import { ServiceError } from '../../domain/errors.ts'
import type { Queryable } from './database.ts'

export type Counts = {
  rejected: number
  casesOpen: number
  casesOpened: number
  approvals: number
  messagesSent: number
  messagesDelivered: number
  outcomes: number
  labels: number
}

/** What has happened in all. Cases are those that people may see: a hold-out has none until it is sealed. A message counts as sent once the provider has accepted it. */
export async function readCounts(database: Queryable): Promise<Counts> {
  const { rows } = await database.query<Counts>(
    `select (select count(*) from rejected_events) as rejected,
       (select count(*) from cases where stage <> 'closed') as "casesOpen",
       (select count(*) from cases) as "casesOpened",
       (select count(*) from decisions where accepted and verdict = 'approve') as approvals,
       (select count(*) from dispatch_intents where state = 'accepted') as "messagesSent",
       (select count(*) from dispatch_intents where status in ('delivered', 'read')) as "messagesDelivered",
       (select count(*) from outcomes) as outcomes,
       (select count(label) from outcomes) as labels`,
  )
  if (!rows[0]) throw new ServiceError('unavailable', 'counts', 'The counts could not be read')
  return rows[0]
}

/** Open cases that people may see: whoever reads the metrics cannot count the hold-out. */
export async function countOpenCases(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ open: number }>(
    `select count(*) as open from cases where stage <> 'closed'`,
  )
  if (!rows[0]) throw new ServiceError('unavailable', 'counts', 'The open cases could not be counted')
  return rows[0].open
}

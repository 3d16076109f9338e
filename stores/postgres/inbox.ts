import type { Queryable } from './database.ts'
import { idsOfMine, inboxQuery, inboxSorts, type InboxFilter } from './inbox-query.ts'
import { caseColumns, toCase, type CaseRecord, type InboxCaseRow } from './inbox-row.ts'
import { cursorAt } from './keyset.ts'

export type InboxPage = { cases: CaseRecord[]; nextCursor: string | null }

/** A page of a queue. Where a sort has no value for a case (no model, no SLA), the case is not in that order's list. */
export async function listInbox(
  database: Queryable,
  filter: InboxFilter,
  page: { cursor: string | null; limit: number },
): Promise<InboxPage> {
  const { text, values } = inboxQuery(filter, page)
  const { rows } = await database.query<InboxCaseRow>(text, values)
  const cases = rows.slice(0, page.limit).map(toCase)
  const last = cases.at(-1)
  const value = last?.[inboxSorts[filter.sort].key]
  const hasMore = rows.length > page.limit && last !== undefined && value != null
  return { cases, nextCursor: hasMore ? cursorAt([value, last.id]) : null }
}

/** How many cases stand in each queue. */
export async function countQueues(database: Queryable): Promise<Map<string, number>> {
  const { rows } = await database.query<{ queue: string; cases: number }>(
    'select queue, count(*) as cases from cases group by queue',
  )
  return new Map(rows.map(({ queue, cases }) => [queue, cases]))
}

/** Open cases that were given to somebody, or that they have decided on. */
export async function countMine(database: Queryable, actorId: string): Promise<number> {
  const { rows } = await database.query<{ cases: number }>(
    `select count(*) as cases from cases where stage <> 'closed' and case_id = any(array(${idsOfMine('$1')}))`,
    [actorId],
  )
  return rows[0]?.cases ?? 0
}

export async function findInboxCase(database: Queryable, caseId: string): Promise<CaseRecord | null> {
  const { rows } = await database.query<InboxCaseRow>(
    `select ${caseColumns} from cases c where case_id = $1`,
    [caseId],
  )
  return rows[0] ? toCase(rows[0]) : null
}

/** The cases of a customer, the newest first. */
export async function casesOfCustomer(database: Queryable, customer: string): Promise<CaseRecord[]> {
  const { rows } = await database.query<InboxCaseRow>(
    `select ${caseColumns} from cases c where customer = $1 order by episode desc`,
    [customer],
  )
  return rows.map(toCase)
}

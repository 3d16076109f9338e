import type { Queryable } from './database.ts'
import { caseColumns, toCase, type CaseRecord, type InboxCaseRow } from './inbox-row.ts'
import { conditions, cursorAt, placeOf } from './keyset.ts'

/** Every queue but `mine`, which depends on who asks. */
export const queueConditions = {
  open: "stage in ('assessing', 'awaiting_decision') and stage <> 'closed'",
  second: "stage = 'awaiting_second' and stage <> 'closed'",
  attention: "stage in ('blocked', 'unresolved') and stage <> 'closed'",
  underway: `stage in ('holding', 'awaiting_window', 'sending', 'awaiting_delivery', 'awaiting_outcome')
    and stage <> 'closed'`,
  monitoring: "stage = 'monitoring' and stage <> 'closed'",
  closed: "stage = 'closed'",
  all: 'true',
} as const
export type InboxQueue = keyof typeof queueConditions | 'mine'

/** The columns that a queue may be sorted by; each has an index in this very order, with the case id as the last word. */
export const inboxSorts = {
  urgency: { column: 'urgency', type: 'float8', direction: 'desc', key: 'urgency' },
  sla: { column: 'sla_due_at', type: 'timestamptz', direction: 'asc', key: 'slaDueAt' },
  due: { column: 'due_date', type: 'date', direction: 'asc', key: 'dueDate' },
  probability: { column: 'probability', type: 'float8', direction: 'desc', key: 'probability' },
  exposure: { column: 'exposure_minor', type: 'bigint', direction: 'desc', key: 'exposureMinor' },
} as const
export type InboxSort = keyof typeof inboxSorts

/** `customers` narrows to those that a search in the vault found; `lateAt` to those whose SLA is over at that bank time. */
export type InboxFilter = {
  queue: InboxQueue
  sort: InboxSort
  actorId: string
  level?: string | undefined
  hardship?: string | undefined
  product?: string | undefined
  priority?: string | undefined
  stage?: string | undefined
  lateAt?: string | undefined
  caseId?: string | undefined
  customers?: readonly string[] | undefined
}

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

/** The SQL of a page. Values are bound, so that PostgreSQL plans each combination for what it is. */
export function inboxQuery(
  filter: InboxFilter,
  page: { cursor: string | null; limit: number },
): { text: string; values: unknown[] } {
  const sort = inboxSorts[filter.sort]
  const where = conditions(filter.queue === 'mine' ? "stage <> 'closed'" : queueConditions[filter.queue])
  if (filter.queue === 'mine')
    where.add(
      `case_id in (select case_id from decisions where actor_id = ${where.bind(filter.actorId)} and accepted)`,
    )
  where.equal('level', filter.level)
  where.equal('hardship', filter.hardship)
  where.equal('product', filter.product)
  where.equal('priority', filter.priority)
  where.equal('stage', filter.stage)
  where.equal('case_id', filter.caseId)
  if (filter.lateAt !== undefined) where.add(`sla_due_at < ${where.bind(filter.lateAt)}`)
  if (filter.customers !== undefined) where.add(`customer = any(${where.bind(filter.customers)})`)
  if (filter.sort !== 'urgency') where.add(`${sort.column} is not null`)
  if (page.cursor !== null) {
    const [value, id] = placeOf(page.cursor)
    const after = sort.direction === 'desc' ? '<' : '>'
    where.add(`(${sort.column}, case_id) ${after} (${where.bind(value)}::${sort.type}, ${where.bind(id)})`)
  }
  const text = `select ${caseColumns} from cases c where ${where.text()}
    order by ${sort.column} ${sort.direction}, case_id ${sort.direction} limit ${where.bind(page.limit + 1)}`
  return { text, values: where.values }
}

/** How many cases stand in each stage; the queues are sums of them. */
export async function countStages(database: Queryable): Promise<Map<string, number>> {
  const { rows } = await database.query<{ stage: string; cases: number }>(
    'select stage, count(*) as cases from cases group by stage',
  )
  return new Map(rows.map(({ stage, cases }) => [stage, cases]))
}

/** Open cases on which somebody has decided. */
export async function countMine(database: Queryable, actorId: string): Promise<number> {
  const { rows } = await database.query<{ cases: number }>(
    `select count(*) as cases from cases where stage <> 'closed'
       and case_id in (select case_id from decisions where actor_id = $1 and accepted)`,
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

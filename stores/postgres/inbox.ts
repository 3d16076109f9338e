import type { Queryable } from './database.ts'
import { caseColumns, toCase, type CaseRecord, type InboxCaseRow } from './inbox-row.ts'
import { conditions, cursorAt, placeOf } from './keyset.ts'

/** The queues that a case can stand in, as the column `queue` says; `all` is all of them, `mine` depends on who asks. */
export const caseQueues = ['open', 'second', 'attention', 'underway', 'monitoring', 'closed'] as const
type CaseQueue = (typeof caseQueues)[number]
export type InboxQueue = CaseQueue | 'mine' | 'all'

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
  /** Only these, where they still fit. */
  caseIds?: readonly string[] | undefined
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

/**
 * The SQL of a page: the ids in the order of an index for each queue, merged, and only then the rows. Values are bound, so
 * that PostgreSQL plans each combination for what it is.
 */
export function inboxQuery(
  filter: InboxFilter,
  page: { cursor: string | null; limit: number },
): { text: string; values: unknown[] } {
  const { column, type, direction } = inboxSorts[filter.sort]
  const where = conditions('true')
  narrow(where, filter)
  if (filter.sort !== 'urgency') where.add(`${column} is not null`)
  if (page.cursor !== null) {
    const [value, id] = placeOf(page.cursor)
    const after = direction === 'desc' ? '<' : '>'
    where.add(`(${column}, case_id) ${after} (${where.bind(value)}::${type}, ${where.bind(id)})`)
  }
  const limit = where.bind(page.limit + 1)
  const order = `${column} ${direction}, case_id ${direction}`
  const ids = standingsOf(filter.queue)
    .map(
      (standing) =>
        `(select case_id, ${column} from cases where ${standing} and ${where.text()} order by ${order} limit ${limit})`,
    )
    .join(' union all ')
  const text = `select ${caseColumns} from (select case_id from (${ids}) q order by ${order} limit ${limit}) page
    join cases c using (case_id) order by c.${column} ${direction}, c.case_id ${direction}`
  return { text, values: where.values }
}

/** One condition for each index that is walked. What is somebody's own is found by its ids, not by walking a queue. */
const standingsOf = (queue: InboxQueue): readonly string[] => {
  if (queue === 'mine') return ["queue <> 'closed'"]
  return (queue === 'all' ? caseQueues : [queue]).map((name) => `queue = '${name}'`)
}

/** The open cases that were given to somebody, or that they have decided on. */
const idsOfMine = (
  actorId: string,
): string => `select case_id from decisions where actor_id = ${actorId} and accepted
  union select case_id from cases where assignee = ${actorId} and stage <> 'closed'`

function narrow(where: ReturnType<typeof conditions>, filter: InboxFilter): void {
  if (filter.queue === 'mine') where.add(`case_id = any(array(${idsOfMine(where.bind(filter.actorId))}))`)
  where.equal('level', filter.level)
  where.equal('hardship', filter.hardship)
  where.equal('product', filter.product)
  where.equal('priority', filter.priority)
  where.equal('stage', filter.stage)
  where.equal('case_id', filter.caseId)
  if (filter.lateAt !== undefined) where.add(`sla_due_at < ${where.bind(filter.lateAt)}`)
  if (filter.customers !== undefined) where.add(`customer = any(${where.bind(filter.customers)})`)
  if (filter.caseIds !== undefined) where.add(`case_id = any(${where.bind(filter.caseIds)})`)
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

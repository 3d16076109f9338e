import { levels } from '../../domain/risk.ts'
import { caseColumns } from './inbox-row.ts'
import { conditions, placeOf } from './keyset.ts'

/** The queues that a case can stand in, as the column `queue` says; `all` is all of them, `mine` depends on who asks. */
export const caseQueues = ['open', 'second', 'attention', 'underway', 'monitoring', 'closed'] as const
/** Where a decision is still awaited: elsewhere nothing can be late. */
const undecidedQueues: readonly string[] = ['open', 'second']
type CaseQueue = (typeof caseQueues)[number]
export type InboxQueue = CaseQueue | 'mine' | 'all'

/** The columns that a queue may be sorted by; each has indexes in this very order, with the case id as the last word. */
export const inboxSorts = {
  urgency: { column: 'urgency', type: 'float8', direction: 'desc', key: 'urgency' },
  sla: { column: 'sla_due_at', type: 'timestamptz', direction: 'asc', key: 'slaDueAt' },
  due: { column: 'due_date', type: 'date', direction: 'asc', key: 'dueDate' },
  probability: { column: 'probability', type: 'float8', direction: 'desc', key: 'probability' },
  exposure: { column: 'exposure_minor', type: 'bigint', direction: 'desc', key: 'exposureMinor' },
} as const
export type InboxSort = keyof typeof inboxSorts

/** `customers` narrows to those that a search in the vault found; `lateAt` to those that wait for a decision longer than their SLA, at that bank time. */
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

type Conditions = ReturnType<typeof conditions>

/**
 * The SQL of a page: first the ids in their order, from indexes alone, and only then the rows. Values are bound, so that
 * PostgreSQL plans each combination for what it is.
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
  const order = `${column} ${direction}, case_id ${direction}`
  const limit = where.bind(page.limit + 1)
  const ids = isPicked(filter)
    ? pickedIds(where, filter)
    : walkedIds(where, filter, { column, page: `order by ${order} limit ${limit}` })
  const text = `select ${caseColumns} from (select case_id from ${ids} order by ${order} limit ${limit}) page
    join cases c using (case_id) order by c.${column} ${direction}, c.case_id ${direction}`
  return { text, values: where.values }
}

/** Are the cases found by their own ids or customers? Then no queue is walked for them. */
const isPicked = ({ queue, caseId, caseIds, customers }: InboxFilter): boolean =>
  queue === 'mine' || (caseId ?? caseIds ?? customers) !== undefined

function pickedIds(where: Conditions, filter: InboxFilter): string {
  where.equal('level', filter.level)
  where.add(`queue = any(${where.bind(queuesOf(filter))})`)
  return `cases where ${where.text()}`
}

/**
 * Walks each queue and level by itself in the order of an index, as far as one page, planned once for all of them. One in
 * which nothing is late is not walked to its end to find nothing.
 */
function walkedIds(
  where: Conditions,
  filter: InboxFilter,
  { column, page }: { column: string; page: string },
): string {
  const { level, lateAt } = filter
  const standing = 'queue = walked_queue and level = walked_level'
  const walks = [
    `unnest(${where.bind(queuesOf(filter))}::text[]) walked_queue`,
    `unnest(${where.bind(level === undefined ? levels : [level])}::text[]) walked_level`,
  ]
  if (lateAt !== undefined)
    walks.push(`lateral (select from cases where ${standing} and sla_due_at < ${where.bind(lateAt)}
      order by sla_due_at limit 1) some_late`)
  walks.push(
    `lateral (select case_id, ${column} from cases where ${standing} and ${where.text()} ${page}) walked`,
  )
  return walks.join(', ')
}

/** The queues to look in. What is somebody's own can stand in any that is not closed. */
function queuesOf({ queue, lateAt }: InboxFilter): readonly string[] {
  const open = caseQueues.filter((name) => name !== 'closed')
  const meant: readonly string[] = queue === 'mine' ? open : queue === 'all' ? caseQueues : [queue]
  return lateAt === undefined ? meant : meant.filter((name) => undecidedQueues.includes(name))
}

/** The open cases that were given to somebody, or that they have decided on. */
export const idsOfMine = (
  actorId: string,
): string => `select case_id from decisions where actor_id = ${actorId} and accepted
  union select case_id from cases where assignee = ${actorId} and stage <> 'closed'`

function narrow(where: ReturnType<typeof conditions>, filter: InboxFilter): void {
  if (filter.queue === 'mine') where.add(`case_id = any(array(${idsOfMine(where.bind(filter.actorId))}))`)
  where.equal('hardship', filter.hardship)
  where.equal('product', filter.product)
  where.equal('priority', filter.priority)
  where.equal('stage', filter.stage)
  where.equal('case_id', filter.caseId)
  if (filter.lateAt !== undefined) where.add(`sla_due_at < ${where.bind(filter.lateAt)}`)
  if (filter.customers !== undefined) where.add(`customer = any(${where.bind(filter.customers)})`)
  if (filter.caseIds !== undefined) where.add(`case_id = any(${where.bind(filter.caseIds)})`)
}

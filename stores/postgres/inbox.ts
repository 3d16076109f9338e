import { ServiceError } from '../../domain/errors.ts'
import type { Queryable } from './database.ts'
import { caseColumns, toCase, type CaseRecord, type InboxCaseRow } from './inbox-row.ts'

export const queueConditions = {
  open: "stage in ('assessing', 'awaiting_decision')",
  second: "stage = 'awaiting_second'",
  mine: `stage <> 'closed' and exists (select 1 from decisions d
    where d.case_id = c.case_id and d.actor_id = $1 and d.accepted)`,
  attention: "stage in ('blocked', 'unresolved')",
  underway: "stage in ('holding', 'awaiting_window', 'sending', 'awaiting_delivery', 'awaiting_outcome')",
  monitoring: "stage = 'monitoring'",
  closed: "stage = 'closed'",
  all: 'true',
} as const
export type InboxQueue = keyof typeof queueConditions

/** `customers` narrows to those that a search in the vault found. */
export type InboxFilter = {
  queue: InboxQueue
  actorId: string
  level?: string | undefined
  hardship?: string | undefined
  stage?: string | undefined
  caseId?: string | undefined
  customers?: readonly string[] | undefined
}

/** Most urgent first; the case id breaks ties, so that a cursor always has one place. */
export async function listInbox(
  database: Queryable,
  filter: InboxFilter,
  page: { cursor: string | null; limit: number },
): Promise<{ cases: CaseRecord[]; nextCursor: string | null }> {
  const after = page.cursor === null ? null : parseCursor(page.cursor)
  const { rows } = await database.query<InboxCaseRow>(
    `select ${caseColumns} from cases c
     where ${queueConditions[filter.queue]} and $1::text is not null
       and ($2::text is null or level = $2) and ($3::text is null or hardship = $3)
       and ($4::text is null or stage = $4) and ($5::text is null or case_id = $5)
       and ($6::text[] is null or customer = any($6))
       and ($7::float8 is null or c.urgency < $7 or (c.urgency = $7 and c.case_id > $8::text))
     order by c.urgency desc, c.case_id limit $9`,
    [
      filter.actorId,
      filter.level ?? null,
      filter.hardship ?? null,
      filter.stage ?? null,
      filter.caseId ?? null,
      filter.customers ?? null,
      after?.urgency ?? null,
      after?.caseId ?? null,
      page.limit + 1,
    ],
  )
  const cases = rows.slice(0, page.limit).map(toCase)
  const last = cases.at(-1)
  return { cases, nextCursor: last && rows.length > page.limit ? cursorAfter(last) : null }
}

/** How many cases stand in each queue. */
export async function countInbox(database: Queryable, actorId: string): Promise<Record<InboxQueue, number>> {
  const counts = Object.entries(queueConditions).map(
    ([queue, condition]) => `count(*) filter (where ${condition}) as "${queue}"`,
  )
  const { rows } = await database.query<Record<InboxQueue, number>>(
    `select ${counts.join(', ')} from cases c where $1::text is not null`,
    [actorId],
  )
  if (!rows[0]) throw new ServiceError('unavailable', 'inbox-counts', 'The inbox could not be counted')
  return rows[0]
}

export async function findInboxCase(database: Queryable, caseId: string): Promise<CaseRecord | null> {
  const { rows } = await database.query<InboxCaseRow>(
    `select ${caseColumns} from cases c where case_id = $1`,
    [caseId],
  )
  return rows[0] ? toCase(rows[0]) : null
}

const cursorAfter = (last: CaseRecord): string =>
  Buffer.from(JSON.stringify([last.urgency, last.id])).toString('base64url')

/** @throws ServiceError invalid where it is no cursor of ours */
export function parseCursor(cursor: string): { urgency: number; caseId: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && typeof parsed[0] === 'number' && typeof parsed[1] === 'string')
      return { urgency: parsed[0], caseId: parsed[1] }
  } catch {
    // Falls through: what does not parse is no cursor either.
  }
  throw new ServiceError('invalid', 'cursor', 'The cursor is none that this list gave out', {
    field: 'cursor',
    fix: 'start again without a cursor',
  })
}

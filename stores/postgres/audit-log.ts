import type { Queryable } from './database.ts'
import { conditions, placeOf, cursorAt } from './keyset.ts'

export type AuditRecord = {
  id: number
  at: string
  actorId: string
  action: string
  subject: string | null
  details: Record<string, unknown>
}

/** `from` and `to` are whole days in the zone. */
export type AuditFilter = {
  zone: string
  subject?: string | undefined
  actor?: string | undefined
  action?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const columns = 'id, at, actor_id as "actorId", action, subject, details'

/** A page of the audit, newest first. */
export async function listAudit(
  db: Queryable,
  filter: AuditFilter,
  page: { cursor: string | null; limit: number },
): Promise<{ rows: AuditRecord[]; nextCursor: string | null }> {
  const where = conditions('true')
  where.equal('subject', filter.subject)
  where.equal('actor_id', filter.actor)
  if (filter.action !== undefined) where.add(`starts_with(action, ${where.bind(filter.action)})`)
  const zone = where.bind(filter.zone)
  if (filter.from !== undefined)
    where.add(`at >= ${where.bind(filter.from)}::date::timestamp at time zone ${zone}::text`)
  if (filter.to !== undefined)
    where.add(`at < (${where.bind(filter.to)}::date + 1)::timestamp at time zone ${zone}::text`)
  where.add(`${zone}::text is not null`)
  if (page.cursor !== null) where.add(`id < ${where.bind(placeOf(page.cursor)[0])}::bigint`)
  const { rows } = await db.query<AuditRecord>(
    `select ${columns} from audit where ${where.text()} order by id desc limit ${where.bind(page.limit + 1)}`,
    where.values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > page.limit && last ? cursorAt([last.id, '']) : null }
}

export type StoredEvent = { seq: number; at: string; type: string; version: number; body: unknown }
const EVENTS_READ_MAX = 1_000

/** What the product published about a case, oldest first. */
export async function eventsOfCase(db: Queryable, caseId: string): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent>(
    `select seq, at, type, version, body from case_events where subject = $1 order by seq limit ${EVENTS_READ_MAX}`,
    [caseId],
  )
  return rows
}

export type Seal = { sha256: string; sealedAt: string }

/** The seal of a case; null while it is open. */
export async function sealOf(db: Queryable, caseId: string): Promise<Seal | null> {
  const { rows } = await db.query<Seal>(
    `select sha256, sealed_at as "sealedAt" from case_archive where case_id = $1`,
    [caseId],
  )
  return rows[0] ?? null
}

import { ServiceError } from '../../domain/errors.ts'
import {
  eventsOfCase,
  listAudit,
  sealOf,
  type AuditFilter,
  type AuditRecord,
} from '../../stores/postgres/audit-log.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { evidenceOf } from '../../stores/postgres/evidence.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import { plansOf } from '../../stores/postgres/plans.ts'
import type { AuditRow, CaseRecord } from '../contract/audit.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { sendCsv } from './csv.ts'
import { personOf } from './people.ts'

type AuditDeps = Pick<Deps, 'database' | 'settings'>

const EXPORT_PAGE_ROWS = 1_000
/** `npm run audit:export` gives whole archives. */
const EXPORT_ROWS_MAX = 100_000
const CASE_AUDIT_ROWS_MAX = 500

export function auditHandlers(
  deps: AuditDeps,
): Pick<Handlers, 'listAudit' | 'exportAudit' | 'getCaseRecord'> {
  const { database, settings } = deps
  const zone = settings.bankZone
  return {
    listAudit: async ({ query }) => {
      const { cursor, limit, ...filter } = query
      const page = await listAudit(database, { zone, ...filter }, { cursor: cursor ?? null, limit })
      return { rows: page.rows.map(auditRowOf(deps)), nextCursor: page.nextCursor }
    },
    exportAudit: async ({ query, signedIn, response }) => {
      await writeAudit(database, { actorId: signedIn.actor.id, action: 'audit.export', subject: null })
      await sendCsv(response, 'audit.csv', exportColumns, exportPages(deps, { zone, ...query }))
    },
    getCaseRecord: ({ params }) => readCaseRecord(deps, params.id),
  }
}

const auditRowOf =
  ({ settings }: AuditDeps) =>
  ({ id, at, actorId, action, subject, details }: AuditRecord): AuditRow => ({
    ...{ id, at, action, subject, details, by: personOf(settings)(actorId) },
  })

const exportColumns = ['id', 'at', 'actor', 'action', 'subject', 'details']

async function* exportPages({ database }: AuditDeps, filter: AuditFilter) {
  let cursor: string | null = null
  for (let sent = 0; sent < EXPORT_ROWS_MAX; sent += EXPORT_PAGE_ROWS) {
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(database, filter, {
      cursor,
      limit: EXPORT_PAGE_ROWS,
    })
    yield page.rows.map((row) => [
      ...[row.id, row.at, row.actorId, row.action, row.subject, JSON.stringify(row.details)],
    ])
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

async function readCaseRecord(deps: AuditDeps, caseId: string): Promise<CaseRecord> {
  const { database, settings } = deps
  if (!(await findInboxCase(database, caseId)))
    throw new ServiceError('not-found', 'case', 'There is no such case')
  const [evidences, plans, events, audit, seal] = await Promise.all([
    evidenceOf(database, caseId),
    plansOf(database, caseId),
    eventsOfCase(database, caseId),
    listAudit(
      database,
      { zone: settings.bankZone, subject: caseId },
      { cursor: null, limit: CASE_AUDIT_ROWS_MAX },
    ),
    sealOf(database, caseId),
  ])
  return {
    caseId,
    evidences: evidences.map(({ version, hash, createdAt, evidence }) => ({
      version,
      hash,
      at: createdAt,
      body: evidence,
    })),
    plans: plans.map(({ version, hash, createdAt }) => ({ version, hash, at: createdAt })),
    events,
    audit: audit.rows.map(auditRowOf(deps)),
    seal,
  }
}

import { writeAudit } from '../../stores/postgres/audit.ts'
import { countCustomers, listRisk, type RiskRecord } from '../../stores/postgres/risk-queue.ts'
import { maskName } from '../../stores/vault/mask.ts'
import type { Contact } from '../../domain/contact.ts'
import type { RiskRow } from '../contract/customers.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { search } from './cases.ts'
import { sendCsv } from './csv.ts'
import { sharedFor } from './shared.ts'

type RiskDeps = Pick<Deps, 'database' | 'vault' | 'tokenise'>

const COUNT_SHARED_MS = 5_000
const EXPORT_PAGE_ROWS = 1_000
/** An export beyond this is a job for the bank's own warehouse. */
const EXPORT_ROWS_MAX = 100_000

export function riskHandlers(deps: RiskDeps): Pick<Handlers, 'listCustomers' | 'exportCustomers'> {
  const { database, vault } = deps
  const count = sharedFor(COUNT_SHARED_MS, () => countCustomers(database))
  return {
    listCustomers: async ({ query, signedIn }) => {
      const { q, cursor, limit, ...filter } = query
      const found = q === undefined ? {} : await search(deps, q, signedIn.actor.id)
      const [page, customers] = await Promise.all([
        listRisk(database, { ...filter, ...found }, { cursor: cursor ?? null, limit }),
        count(),
      ])
      const contacts = await vault.readContacts(page.rows.map((row) => row.customer))
      const rows = page.rows.map((record) => riskRowOf(record, contacts.get(record.customer)))
      return { rows, nextCursor: page.nextCursor, customers }
    },
    exportCustomers: async ({ query, signedIn, response }) => {
      const { q, ...filter } = query
      const actorId = signedIn.actor.id
      const found = q === undefined ? {} : await search(deps, q, actorId)
      await writeAudit(database, { actorId, action: 'customers.export', subject: null })
      await sendCsv(response, 'risk-queue.csv', exportColumns, exportPages(deps, { ...filter, ...found }))
    },
  }
}

/** A customer as people see them: the name masked, and no cause why there is no action. */
export const riskRowOf = (record: RiskRecord, contact: Contact | null | undefined): RiskRow => ({
  customer: record.customer,
  maskedName: contact ? maskName(contact.name) : null,
  level: record.level,
  hardship: record.hardship,
  persona: record.persona,
  probability: record.probability,
  scorecardTotal: record.scorecardTotal,
  product: record.product,
  dueDate: record.dueDate,
  amountMinor: record.amountMinor,
  currency: record.currency,
  region: record.region,
  action: record.caseId && record.caseTitle ? { caseId: record.caseId, title: record.caseTitle } : null,
  asOf: record.asOf,
  evaluatedAt: record.evaluatedAt,
})

const exportColumns = [
  ...['customer', 'level', 'probability', 'scorecard', 'hardship', 'persona', 'product'],
  ...['due_date', 'amount_minor', 'currency', 'region', 'action', 'as_of', 'evaluated_at'],
]

async function* exportPages({ database }: RiskDeps, filter: Parameters<typeof listRisk>[1]) {
  let cursor: string | null = null
  for (let sent = 0; sent < EXPORT_ROWS_MAX; sent += EXPORT_PAGE_ROWS) {
    const page: Awaited<ReturnType<typeof listRisk>> = await listRisk(database, filter, {
      cursor,
      limit: EXPORT_PAGE_ROWS,
    })
    yield page.rows.map((row) => [
      ...[row.customer, row.level, row.probability, row.scorecardTotal, row.hardship, row.persona],
      ...[row.product, row.dueDate, row.amountMinor, row.currency, row.region],
      ...[row.caseTitle ?? 'no action due', row.asOf, row.evaluatedAt],
    ])
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

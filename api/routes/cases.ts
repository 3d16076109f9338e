import { caseIdSchema, isToken } from '../../domain/ids.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { countInbox, listInbox } from '../../stores/postgres/inbox.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { caseRowOf } from './case-row.ts'
import { readCaseDetail } from './case-detail.ts'
import { personOf } from './people.ts'

type CaseDeps = Pick<Deps, 'database' | 'vault' | 'tokenise' | 'settings'>
type Found = { caseId?: string; customers?: readonly string[] }

export const caseHandlers = (deps: CaseDeps): Pick<Handlers, 'listCases' | 'getCase'> => ({
  listCases: async ({ query, signedIn }) => {
    const { q, cursor, limit, ...filter } = query
    const actorId = signedIn.actor.id
    const found = q === undefined ? {} : await search(deps, q, actorId)
    const [page, counts] = await Promise.all([
      listInbox(deps.database, { ...filter, ...found, actorId }, { cursor: cursor ?? null, limit }),
      countInbox(deps.database, actorId),
    ])
    const contacts = await deps.vault.readContacts(page.cases.map(({ customer }) => customer))
    const rows = page.cases.map((record) =>
      caseRowOf(record, contacts.get(record.customer), personOf(deps.settings)),
    )
    return { rows, nextCursor: page.nextCursor, counts }
  },
  getCase: ({ params, signedIn }) => readCaseDetail(deps, params.id, signedIn),
})

/** Who or what a search means. A search among people is an access to their data, and is audited without its words. */
async function search({ database, vault, tokenise }: CaseDeps, q: string, actorId: string): Promise<Found> {
  const caseId = caseIdSchema.safeParse(q)
  if (caseId.success) return { caseId: caseId.data }
  if (isToken(q)) return { customers: [q] }
  const byName = await vault.searchContacts(q)
  await writeAudit(database, {
    actorId,
    action: 'contact.search',
    subject: null,
    details: { found: byName.length },
  })
  return { customers: [...byName, tokenise(q)] }
}

import { caseIdSchema, isToken } from '../../domain/ids.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { bankTimeAt } from '../../domain/bank-time.ts'
import { claimsOf } from '../../stores/postgres/claims.ts'
import { listInbox } from '../../stores/postgres/inbox.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { caseRowOf } from './case-row.ts'
import { readCaseDetail } from './case-detail.ts'
import { personOf } from './people.ts'
import { openQueueCounts } from './queue-counts.ts'

type CaseDeps = Pick<Deps, 'database' | 'vault' | 'tokenise' | 'settings' | 'clock' | 'feed' | 'urgencies'>
export type Found = { caseId?: string; customers?: readonly string[] }

export function caseHandlers(deps: CaseDeps): Pick<Handlers, 'listCases' | 'getCase'> {
  const { database, vault, settings, clock } = deps
  const countQueues = openQueueCounts(database, deps.feed)
  return {
    listCases: async ({ query, signedIn }) => {
      const { q, ids, cursor, limit, late, ...filter } = query
      const actorId = signedIn.actor.id
      const found = q === undefined ? {} : await search(deps, q, actorId)
      const lateAt = late && new Date(bankTimeAt(clock.current(), Date.now())).toISOString()
      const [page, counts] = await Promise.all([
        listInbox(
          database,
          { ...filter, ...found, caseIds: ids, lateAt, actorId },
          { cursor: cursor ?? null, limit },
        ),
        countQueues(actorId),
      ])
      const [contacts, claims, urgency] = await Promise.all([
        vault.readContacts(page.cases.map(({ customer }) => customer)),
        claimsOf(
          database,
          page.cases.map(({ id }) => id),
        ),
        deps.urgencies.now(),
      ])
      const rows = page.cases.map((record) =>
        caseRowOf(
          { ...record, urgency: urgency.shown(record) },
          contacts.get(record.customer),
          personOf(settings),
          claims.get(record.id)?.actorId ?? null,
        ),
      )
      if (filter.sort === 'urgency') rows.sort((a, b) => b.urgency - a.urgency)
      return { rows, nextCursor: page.nextCursor, counts }
    },
    getCase: ({ params, signedIn }) => readCaseDetail(deps, params.id, signedIn),
  }
}

/** Who or what a search means. A search among people is an access to their data, and is audited without its words. */
export async function search(
  { database, vault, tokenise }: Pick<Deps, 'database' | 'vault' | 'tokenise'>,
  q: string,
  actorId: string,
): Promise<Found> {
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

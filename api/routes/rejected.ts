import { DAY_MS } from '../../domain/calendar.ts'
import { ServiceError } from '../../domain/errors.ts'
import { ORIGINALS_KEPT_DAYS } from '../../domain/rejection.ts'
import { replayRejected } from '../../ingest/replay.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { countRejected, listRejected, type RejectedRow } from '../../stores/postgres/rejected-events.ts'
import { KINDS_SHOWN_MAX, type RejectedRowView } from '../contract/rejected.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type RejectedDeps = Pick<Deps, 'database' | 'vault' | 'producer' | 'tokenise' | 'settings'>
type RejectedHandlers = Pick<Handlers, 'listRejected' | 'getRejectedOriginal' | 'postReplay'>

export const rejectedHandlers = (deps: RejectedDeps): RejectedHandlers => ({
  listRejected: async ({ query: { cursor, limit, ...filter } }) => {
    const before = cursor === undefined ? null : Number(cursor)
    const [found, counts] = await Promise.all([
      listRejected(deps.database, filter, { before, limit: limit + 1 }),
      countRejected(deps.database, KINDS_SHOWN_MAX),
    ])
    const rows = found.slice(0, limit)
    return {
      rows: rows.map(viewOf),
      nextCursor: found.length > limit ? String(rows.at(-1)?.id) : null,
      counts,
    }
  },
  /** Who looked is audited before it is shown. */
  getRejectedOriginal: async ({ params }) => {
    const original = await deps.vault.readOriginal(Number(params.id))
    if (!original)
      throw new ServiceError('not-found', 'no-original', 'There are no bytes of this row in the vault', {
        fix: `they are kept for ${ORIGINALS_KEPT_DAYS} days, and end with their customer’s erasure`,
      })
    return { key: original.key, text: original.value.toString('utf8') }
  },
  postReplay: async ({ body, signedIn }) => {
    const { settings, ...rest } = deps
    const results = await replayRejected({ ...rest, zone: settings.bankZone }, body.ids)
    const taken = results.filter(({ result }) => result === 'taken').length
    await writeAudit(deps.database, {
      actorId: signedIn.actor.id,
      action: 'rejected.replay',
      subject: null,
      details: { asked: results.length, taken },
    })
    return { results }
  },
})

const viewOf = ({ originalKeptAt, ...row }: RejectedRow): RejectedRowView => ({
  ...row,
  originalUntil:
    originalKeptAt === null
      ? null
      : new Date(Date.parse(originalKeptAt) + ORIGINALS_KEPT_DAYS * DAY_MS).toISOString(),
})

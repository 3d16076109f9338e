import type { Logger } from '../stores/logger.ts'
import { deleteEndedLeases } from '../stores/postgres/claims.ts'
import type { Database } from '../stores/postgres/database.ts'
import { deleteOldKeys } from '../stores/postgres/idempotency.ts'
import { deleteExpiredOidcRecords } from '../stores/postgres/oidc-records.ts'
import { deleteExpiredSessions } from '../stores/postgres/sessions.ts'

const EVERY_MS = 10 * 60_000

/** Removes what has expired; nothing depends on when. */
export function startHousekeeping(database: Database, log: Logger): { stop: () => void } {
  const timer = setInterval(() => {
    const work = [
      deleteExpiredSessions(database),
      deleteExpiredOidcRecords(database),
      deleteOldKeys(database),
      deleteEndedLeases(database),
    ]
    Promise.all(work).catch((error: unknown) => log.warn({ err: error }, 'Expired rows could not be removed'))
  }, EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

import { bankTimeAt } from '../domain/bank-time.ts'
import type { Logger } from '../stores/logger.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { deleteEndedLeases } from '../stores/postgres/claims.ts'
import type { Database } from '../stores/postgres/database.ts'
import { leaveDueReviews } from '../stores/postgres/hold-reviews.ts'
import { deleteOldKeys } from '../stores/postgres/idempotency.ts'
import { deleteExpiredOidcRecords } from '../stores/postgres/oidc-records.ts'
import { deleteExpiredSessions } from '../stores/postgres/sessions.ts'

const EVERY_MS = 10 * 60_000

/** Removes what has expired, and reminds of reviews that are due; nothing depends on when. */
export function startHousekeeping(database: Database, log: Logger): { stop: () => void } {
  const timer = setInterval(() => {
    const work = [
      deleteExpiredSessions(database),
      deleteExpiredOidcRecords(database),
      deleteOldKeys(database),
      deleteEndedLeases(database),
      leaveReviews(database),
    ]
    Promise.all(work).catch((error: unknown) => log.warn({ err: error }, 'The housekeeping was not done'))
  }, EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

/** Nobody is held or flagged for ever because it was forgotten. */
async function leaveReviews(database: Database): Promise<void> {
  const now_ms = bankTimeAt(await readClock(database), Date.now())
  await leaveDueReviews(database, new Date(now_ms).toISOString())
}

import type { SafeParameters } from '../../domain/errors.ts'
import type { Queryable } from './database.ts'

/** Who did or saw what, or was refused. `subject` is a case id or a token; `details` hold no identifier and no free text. */
export type AuditEntry = {
  actorId: string
  action: string
  subject: string | null
  details?: SafeParameters
}

/** The table is insert-only; a trigger refuses anything else. */
export async function writeAudit(database: Queryable, entry: AuditEntry): Promise<void> {
  await database.query('insert into audit (actor_id, action, subject, details) values ($1, $2, $3, $4)', [
    entry.actorId,
    entry.action,
    entry.subject,
    entry.details ?? {},
  ])
}

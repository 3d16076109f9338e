import type { Queryable } from './database.ts'

/** What happens to a case without anybody's decision, by its action in the audit. */
export const caseEventActions = [
  'sla.remind',
  'sla.escalate',
  'sla.reassign',
  'approval.voided',
  'gate.blocked',
  'case.reply',
  'case.trouble',
] as const

export type CaseAuditEvent = {
  action: (typeof caseEventActions)[number]
  at: string
  details: Readonly<Record<string, unknown>>
}

/** Oldest first. */
export async function eventsOfCase(db: Queryable, caseId: string): Promise<CaseAuditEvent[]> {
  const { rows } = await db.query<CaseAuditEvent>(
    'select action, at, details from audit where subject = $1 and action = any($2::text[]) order by id',
    [caseId, [...caseEventActions]],
  )
  return rows
}

import type { CaseStart } from '../domain/case.ts'
import type { InboundReply } from '../domain/case-messages.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { isShown, raiseUrgency } from '../stores/postgres/cases.ts'
import { leaveTask } from '../stores/postgres/tasks.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'

export type RecordReplyInput = { start: Pick<CaseStart, 'caseId' | 'customer'>; reply: InboundReply }

/**
 * The customer has answered: the case stands above all that are in time (spec §4), and its worker has a task. Of a case that
 * nobody may see the task names the customer alone.
 */
export const recordReply =
  ({ db, clock }: Pick<CaseDeps, 'db' | 'clock'>) =>
  async ({ start: { caseId, customer }, reply }: RecordReplyInput): Promise<void> => {
    const { now_ms } = bankNow(clock)
    const createdAt = new Date(now_ms).toISOString()
    await db.transaction(async (client) => {
      const about = (await isShown(client, caseId)) ? caseId : null
      await raiseUrgency(client, caseId)
      const task = { kind: 'reply', queue: 'cases', rule: `inbound.${reply.kind}` } as const
      await leaveTask(client, { ...task, customer, caseId: about, createdAt, dueAt: null })
      await writeAudit(client, {
        actorId: 'customer',
        action: 'case.reply',
        subject: about ?? customer,
        details: { kind: reply.kind, reference: reply.reference, sha256: reply.hash },
      })
    })
  }

import { bankTimeAt } from '../../domain/bank-time.ts'
import { isForward, type DispatchState, type MessageStatus } from '../../domain/message.ts'
import type { MessageStatusChanged } from '../../domain/case-messages.ts'
import { isTerminal } from '../../domain/message.ts'
import type { Database, Queryable } from './database.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import { actionOfCode } from '../codes.ts'
import { readClock } from './bank-clock.ts'
import { recordOptOut } from './opt-outs.ts'
import { writeAudit } from './audit.ts'

/** A status as the provider tells it. `reference` is ours, from the callback's URL; a listing or reading has none. */
export type MessageStatusReport = {
  providerId: string
  reference: string | null
  status: MessageStatus
  errorCode: string | null
}

export type MessageEvent = {
  providerId: string
  dispatchKey: string | null
  status: MessageStatus
  errorCode: string | null
  receivedAt: string
}

type Step = {
  dispatchKey: string
  caseId: string
  customer: string
  channel: MessageChannel
  state: DispatchState
  status: MessageStatus | null
  providerId: string | null
}

/**
 * Appends a status and moves the step forward, never back, whatever comes twice or in disorder. Null where the message
 * is none of ours. `signal` is what the case must hear: an end, or the first word on a step that was not answered;
 * null where it need not wake up.
 */
export async function recordMessageStatus(
  db: Database,
  report: MessageStatusReport,
): Promise<{ caseId: string; signal: MessageStatusChanged | null } | null> {
  return db.transaction(async (client) => {
    const step = await findStep(client, report)
    if (!step) return null
    const isOther = step.providerId !== null && step.providerId !== report.providerId
    await appendEvent(client, report, step.dispatchKey)
    if (isOther) {
      await writeAudit(client, {
        actorId: 'provider',
        action: 'message.second-id',
        subject: step.caseId,
        details: { dispatchKey: step.dispatchKey, providerId: report.providerId },
      })
      return { caseId: step.caseId, signal: null }
    }
    const resolves = step.state === 'intended' || step.state === 'unknown'
    const moves = isForward(step.status, report.status)
    if (resolves || moves) await moveStep(client, step, report, moves)
    // Told at any time, also when the case no longer listens.
    if (moves && tellsOptOut(report)) await keepOptOut(client, step)
    const { dispatchKey } = step
    const { providerId, status, errorCode } = report
    const isNews = resolves || (moves && isTerminal(status) && !(step.status && isTerminal(step.status)))
    return { caseId: step.caseId, signal: isNews ? { dispatchKey, providerId, status, errorCode } : null }
  })
}

async function findStep(client: Queryable, report: MessageStatusReport): Promise<Step | null> {
  const { rows } = await client.query<Step>(
    `select dispatch_key as "dispatchKey", case_id as "caseId", customer, channel, state, status, provider_id as "providerId"
     from dispatch_intents where provider_id = $1 or reference = $2::uuid
     order by provider_id = $1 desc nulls last limit 1 for update`,
    [report.providerId, report.reference],
  )
  return rows[0] ?? null
}

const failures: readonly MessageStatus[] = ['failed', 'undelivered', 'canceled']

const tellsOptOut = ({ status, errorCode }: MessageStatusReport): boolean =>
  failures.includes(status) && actionOfCode(errorCode) === 'suppress'

async function keepOptOut(client: Queryable, step: Step): Promise<void> {
  await recordOptOut(client, step, bankTimeAt(await readClock(client), Date.now()))
}

async function appendEvent(client: Queryable, report: MessageStatusReport, key: string): Promise<void> {
  await client.query(
    `insert into message_events (provider_id, dispatch_key, status, error_code) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [report.providerId, key, report.status, report.errorCode],
  )
}

async function moveStep(
  client: Queryable,
  step: Step,
  report: MessageStatusReport,
  moves: boolean,
): Promise<void> {
  await client.query(
    `update dispatch_intents set state = 'accepted', provider_id = $2, answered_at = coalesce(answered_at, now()),
       status = case when $5 then $3 else status end, error_code = case when $5 then $4 else error_code end,
       status_at = case when $5 then now() else status_at end
     where dispatch_key = $1`,
    [step.dispatchKey, report.providerId, report.status, report.errorCode, moves],
  )
}

/** Every status of a case's messages, as they came. */
export async function messageEventsOf(db: Queryable, caseId: string): Promise<MessageEvent[]> {
  const { rows } = await db.query<MessageEvent>(
    `select e.provider_id as "providerId", e.dispatch_key as "dispatchKey", e.status, e.error_code as "errorCode",
       e.received_at as "receivedAt"
     from message_events e join dispatch_intents d using (dispatch_key) where d.case_id = $1 order by e.id`,
    [caseId],
  )
  return rows
}

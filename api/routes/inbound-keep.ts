import type { MessageChannel } from '../../domain/plan.ts'
import type { Reply } from '../../policies/inbound.ts'
import { presumedPurposes } from '../../policies/open-channels.ts'
import type { Pack } from '../../policies/pack.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { isShown } from '../../stores/postgres/cases.ts'
import { logContact } from '../../stores/postgres/contact-log.ts'
import type { Queryable } from '../../stores/postgres/database.ts'
import { openEpisodesOf } from '../../stores/postgres/episodes.ts'
import { keepInbound } from '../../stores/postgres/inbound-messages.ts'
import { recordStart, recordStop } from '../../stores/postgres/opt-outs.ts'
import { leaveTask } from '../../stores/postgres/tasks.ts'
import { tellOpenCases } from '../../stores/temporal/tell-open-cases.ts'
import type { TextReference } from '../../stores/vault/texts.ts'
import type { Deps } from '../deps.ts'

export type InboundDeps = Pick<Deps, 'database' | 'vault' | 'cases' | 'packs' | 'settings' | 'clock' | 'log'>

export type Received = {
  providerId: string
  /** Whoever has the number; nobody where it is unknown. */
  customers: readonly string[]
  channel: MessageChannel
  reply: Reply
  text: string
  pack: Pack
  /** Bank time, epoch ms. */
  now_ms: number
}
export type Kept = { customer: string; caseId: string | null; text: TextReference | null }

/** Keeps the message for each customer of the number, once, with what it changes at once. */
export async function keepFrom(deps: InboundDeps, received: Received, answered: boolean): Promise<Kept[]> {
  if (received.customers.length === 0) await keepStranger(deps, received)
  const kept: Kept[] = []
  for (const customer of received.customers) {
    const [episode] = await openEpisodesOf(deps.database, [customer])
    const text = received.text === '' ? null : await deps.vault.writeText(customer, 'reply', received.text)
    const one = { customer, caseId: episode?.caseId ?? null, text }
    const isFirst = await deps.database.transaction((client) => keepOne(client, received, one, answered))
    if (isFirst) kept.push(one)
  }
  return kept
}

async function keepOne(
  client: Queryable,
  { providerId, channel, reply, pack, now_ms }: Received,
  { customer, caseId, text }: Kept,
  answered: boolean,
): Promise<boolean> {
  const receivedAt = new Date(now_ms).toISOString()
  const message = { providerId, customer, channel, reply, text, caseId, answered, receivedAt }
  if (!(await keepInbound(client, message))) return false
  await logContact(client, { customer, channel, kind: 'inbound', at: receivedAt, loggedBy: 'provider' })
  if (reply === 'stop') await recordStop(client, customer, now_ms)
  if (reply === 'start')
    await recordStart(client, { customer, channel, presumed: presumedPurposes(pack, channel) }, now_ms)
  // Here, and not by the case alone: Temporal may be away, and the words must not wait unseen.
  if (reply !== 'start') await leaveReplyTask(client, { customer, caseId, reply, receivedAt })
  await writeAudit(client, {
    actorId: 'customer',
    action: `inbound.${reply}`,
    subject: customer,
    details: { channel, answered },
  })
  return true
}

type ReplyTask = Pick<Kept, 'customer' | 'caseId'> & { reply: Reply; receivedAt: string }

/** The case's own task is the same. Of a case that nobody may see the task names the customer alone. */
async function leaveReplyTask(
  client: Queryable,
  { customer, caseId, reply, receivedAt }: ReplyTask,
): Promise<void> {
  const about = caseId !== null && (await isShown(client, caseId)) ? caseId : null
  const task = { kind: 'reply', queue: 'cases', rule: `inbound.${reply}` } as const
  await leaveTask(client, { ...task, customer, caseId: about, createdAt: receivedAt, dueAt: null })
}

/** Of somebody whom we do not know no word and no number is kept. */
async function keepStranger(
  { database }: InboundDeps,
  { providerId, channel, reply, now_ms }: Received,
): Promise<void> {
  const receivedAt = new Date(now_ms).toISOString()
  const fixed = { customer: null, text: null, caseId: null, answered: false }
  await keepInbound(database, { providerId, channel, reply, receivedAt, ...fixed })
}

/** It stands by now, and the gate looks before anything is sent: the answer does not wait for Temporal's health. */
export async function tellOf(deps: InboundDeps, { reply }: Received, kept: readonly Kept[]): Promise<void> {
  try {
    const customers = kept.map(({ customer }) => customer)
    if (reply === 'stop') await tellOpenCases(deps, customers, 'opt-out')
    if (reply === 'start') return await tellOpenCases(deps, customers, 'basis')
    for (const { caseId, text } of kept) {
      if (!caseId || !text) continue
      const told = { reference: text.ref, hash: text.sha256, kind: reply }
      await deps.cases.signalCase(caseId, 'inboundReply', told)
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'open cases were not told of a message that came in')
  }
}

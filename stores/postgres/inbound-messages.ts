import type { MessageChannel } from '../../domain/plan.ts'
import type { TextReference } from '../vault/texts.ts'
import type { Queryable } from './database.ts'

export type InboundMessage = {
  id: string
  providerId: string
  /** Null where nobody of that address is known; then no word of it is kept. */
  customer: string | null
  channel: MessageChannel
  reply: 'stop' | 'start' | 'help' | 'text'
  textRef: string | null
  caseId: string | null
  /** Was the fixed confirmation or help given in answer? */
  answered: boolean
  /** Bank time. */
  receivedAt: string
}
export type InboundToKeep = Omit<InboundMessage, 'id' | 'textRef'> & { text: TextReference | null }

const columns = `id, provider_id as "providerId", customer, channel, reply, text_ref as "textRef", case_id as "caseId",
  answered, received_at as "receivedAt"`
const REPLIES_READ_MAX = 100

/** Keeps it once; false where the provider told of it before. */
export async function keepInbound(db: Queryable, inbound: InboundToKeep): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into inbound_messages (provider_id, customer, channel, reply, text_ref, text_sha256, case_id, answered, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      ...[inbound.providerId, inbound.customer, inbound.channel, inbound.reply],
      ...[inbound.text?.ref ?? null, inbound.text?.sha256 ?? null],
      ...[inbound.caseId, inbound.answered, inbound.receivedAt],
    ],
  )
  return rowCount === 1
}

/** Has the provider told of it before? */
export async function isKnownInbound(db: Queryable, providerId: string): Promise<boolean> {
  const { rowCount } = await db.query('select from inbound_messages where provider_id = $1 limit 1', [
    providerId,
  ])
  return (rowCount ?? 0) > 0
}

/** Did the customer's last word about stopping say stop, and was it confirmed? */
export async function isStopConfirmed(db: Queryable, customer: string): Promise<boolean> {
  const { rows } = await db.query<{ confirmed: boolean }>(
    `select reply = 'stop' and answered as confirmed from inbound_messages
     where customer = $1 and reply in ('stop', 'start') order by received_at desc, id limit 1`,
    [customer],
  )
  return rows[0]?.confirmed ?? false
}

/** What a customer wrote, the newest first. */
export async function inboundOf(db: Queryable, customer: string): Promise<InboundMessage[]> {
  const { rows } = await db.query<InboundMessage>(
    `select ${columns} from inbound_messages where customer = $1 order by received_at desc, id limit ${REPLIES_READ_MAX}`,
    [customer],
  )
  return rows
}

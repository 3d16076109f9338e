import { z } from 'zod'

const at = z.iso.datetime()
/** As Twilio names them, of messages and of calls. */
export const phoneStatuses = [
  ...(['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed'] as const),
  ...(['initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer'] as const),
  'received',
] as const
export const phoneStatusSchema = z.enum(phoneStatuses)
export type PhoneStatus = z.infer<typeof phoneStatusSchema>

export const media = ['sms', 'whatsapp', 'voice', 'email'] as const
export type Medium = (typeof media)[number]
const directions = ['outbound-api', 'outbound-reply', 'inbound'] as const

/** A line of the network's own log. It knows addresses and texts, as a network does, and nothing of who sent them. */
export const phoneRecordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    at,
    sid: z.string(),
    to: z.string(),
    from: z.string(),
    body: z.string(),
    statusCallback: z.string().nullable(),
    medium: z.enum(media).default('sms'),
    direction: z.enum(directions).default('outbound-api'),
    /** E-mail only. */
    subject: z.string().nullable().default(null),
    /** E-mail only: where one click ends such messages. */
    unsubscribe: z.string().nullable().default(null),
  }),
  z.object({ kind: z.literal('refused'), at, to: z.string(), from: z.string(), code: z.int() }),
  z.object({
    kind: z.literal('status'),
    at,
    sid: z.string(),
    status: phoneStatusSchema,
    errorCode: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('callback'),
    at,
    sid: z.string(),
    status: phoneStatusSchema,
    attempt: z.int(),
    /** HTTP status of the answer; null where none came. */
    answer: z.int().nullable(),
  }),
])
export type PhoneRecord = z.infer<typeof phoneRecordSchema>
type Accepted = Extract<PhoneRecord, { kind: 'accepted' }>

/** A message, call or mail as the network knows it: folded from the log. */
export type PhoneMessage = Omit<Accepted, 'kind' | 'at'> & {
  acceptedAt: string
  sentAt: string | null
  updatedAt: string
  status: PhoneStatus
  errorCode: number | null
}

export function foldRecord(messages: Map<string, PhoneMessage>, record: PhoneRecord): void {
  if (record.kind === 'accepted') {
    const { kind: _, at: acceptedAt, ...message } = record
    const status = record.direction === 'inbound' ? 'received' : 'queued'
    const rest = { acceptedAt, sentAt: null, updatedAt: acceptedAt, status, errorCode: null } as const
    messages.set(record.sid, { ...message, ...rest })
  }
  if (record.kind !== 'status') return
  const message = messages.get(record.sid)
  if (!message) return
  message.status = record.status
  message.errorCode = record.errorCode
  message.updatedAt = record.at
  if (record.status === 'sent' || record.status === 'initiated') message.sentAt = record.at
}

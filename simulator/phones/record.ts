import { z } from 'zod'

const at = z.iso.datetime()
export const phoneStatuses = ['queued', 'sent', 'delivered', 'undelivered', 'failed'] as const
export const phoneStatusSchema = z.enum(phoneStatuses)
export type PhoneStatus = z.infer<typeof phoneStatusSchema>

/** A line of the network's own log. It knows numbers and texts, as a network does, and nothing of who sent them. */
export const phoneRecordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    at,
    sid: z.string(),
    to: z.string(),
    from: z.string(),
    body: z.string(),
    statusCallback: z.string().nullable(),
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

/** A message as the network knows it: folded from the log. */
export type PhoneMessage = {
  sid: string
  to: string
  from: string
  body: string
  statusCallback: string | null
  acceptedAt: string
  sentAt: string | null
  updatedAt: string
  status: PhoneStatus
  errorCode: number | null
}

export function foldRecord(messages: Map<string, PhoneMessage>, record: PhoneRecord): void {
  if (record.kind === 'accepted') {
    const { sid, to, from, body, statusCallback, at: acceptedAt } = record
    const rest = {
      acceptedAt,
      sentAt: null,
      updatedAt: acceptedAt,
      status: 'queued',
      errorCode: null,
    } as const
    messages.set(sid, { sid, to, from, body, statusCallback, ...rest })
  }
  if (record.kind !== 'status') return
  const message = messages.get(record.sid)
  if (!message) return
  message.status = record.status
  message.errorCode = record.errorCode
  message.updatedAt = record.at
  if (record.status === 'sent') message.sentAt = record.at
}

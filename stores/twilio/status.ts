import { messageStatusSchema, type MessageStatus } from '../../domain/message.ts'

const renamed: Record<string, MessageStatus> = { scheduled: 'accepted', partially_delivered: 'delivered' }

/** Twilio's `MessageStatus` as ours; null for one that says nothing about an outgoing message (`receiving`, `received`). */
export function messageStatusOf(status: string): MessageStatus | null {
  const parsed = messageStatusSchema.safeParse(renamed[status] ?? status)
  return parsed.success ? parsed.data : null
}

type CallStatus = { status: MessageStatus; errorCode: string | null }

const callStatuses: Readonly<Record<string, CallStatus>> = {
  queued: { status: 'queued', errorCode: null },
  initiated: { status: 'sending', errorCode: null },
  ringing: { status: 'sending', errorCode: null },
  'in-progress': { status: 'sent', errorCode: null },
  completed: { status: 'delivered', errorCode: null },
  busy: { status: 'failed', errorCode: 'call-busy' },
  'no-answer': { status: 'failed', errorCode: 'call-no-answer' },
  failed: { status: 'failed', errorCode: 'call-failed' },
  canceled: { status: 'canceled', errorCode: null },
}

/** Twilio's `CallStatus` as ours: a call is delivered when somebody has taken it and it has ended. */
export const callStatusOf = (status: string): CallStatus | null => callStatuses[status] ?? null

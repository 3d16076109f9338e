import { messageStatusSchema, type MessageStatus } from '../../domain/message.ts'

const renamed: Record<string, MessageStatus> = { scheduled: 'accepted', partially_delivered: 'delivered' }

/** Twilio's `MessageStatus` as ours; null for one that says nothing about an outgoing message (`receiving`, `received`). */
export function messageStatusOf(status: string): MessageStatus | null {
  const parsed = messageStatusSchema.safeParse(renamed[status] ?? status)
  return parsed.success ? parsed.data : null
}

import type { Contact } from '../domain/contact.ts'
import { messageChannels, type MessageChannel } from '../domain/plan.ts'

/** The channels that we can send on and the customer can be reached on: the preferred one first, then the plainest. */
export function channelsFor(
  contact: Contact | null,
  senders: Partial<Record<MessageChannel, string>>,
): MessageChannel[] {
  const reachable = messageChannels.filter((channel) => senders[channel] !== undefined)
  const preferred = contact?.preferredChannel
  return reachable.toSorted((a, b) => Number(b === preferred) - Number(a === preferred))
}

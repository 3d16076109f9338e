import type { Contact } from '../domain/contact.ts'
import { messageChannels, type MessageChannel } from '../domain/plan.ts'
import { openChannels, type Relation } from '../policies/open-channels.ts'
import type { Pack } from '../policies/pack.ts'

/** What else one wants to know of a customer before a channel goes into a plan. */
export type Reach = {
  contact: Contact | null
  /** Who sends, by channel; a channel without a sender is not used. */
  senders: Partial<Record<MessageChannel, string>>
  relation: Relation
}

/**
 * The channels that we can send on and the customer can be reached on, lawfully as things stand: the preferred one first,
 * then the plainest. Where none is left, the plainest of ours: the gate then says what is missing, and a person is told.
 */
export function channelsFor(pack: Pack, { contact, senders, relation }: Reach): MessageChannel[] {
  const ours = messageChannels.filter((channel) => senders[channel] !== undefined)
  const open = openChannels(pack, ours, relation).filter((channel) => hasAddress(contact, channel))
  const reachable = open.length > 0 ? open : ours.slice(0, 1)
  const preferred = contact?.preferredChannel
  return reachable.toSorted((a, b) => Number(b === preferred) - Number(a === preferred))
}

const hasAddress = (contact: Contact | null, channel: MessageChannel): boolean =>
  (channel === 'email' ? contact?.email : contact?.phone) !== undefined

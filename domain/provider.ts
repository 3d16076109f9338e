import type { MessageStatus } from './message.ts'

/**
 * What an error code asks for. `retry`: not processed, try later; `other-channel`: this one will not work;
 * `suppress`: no channel may be used; `halt`: our side is at fault, a human must look; `unknown`: not in the list,
 * a human must look.
 */
export const codeActions = ['retry', 'other-channel', 'suppress', 'halt', 'unknown'] as const
export type CodeAction = (typeof codeActions)[number]

/** One message as a provider is asked to bring it, its placeholders filled. */
export type Outgoing = {
  to: string
  from: string
  text: string
  /** E-mail only. */
  subject: string | null
  /** ISO 639-1: how a voice reads it. */
  language: string
  /** WhatsApp outside a conversation: the approved content, by the provider's id, and its variables. */
  content: { sid: string; variables: Record<string, string> } | null
  /** The same for the same step, whoever sends it again: a receiver can tell a double. */
  stepKey: string
  /** Where the provider tells what became of it. */
  callbackUrl: string
  /** One click ends such messages. */
  unsubscribeUrl: string
}

/** `unknown`: it may or may not have been sent; never send again because of it. */
export type SendResult =
  | { is: 'accepted'; providerId: string; status: MessageStatus }
  | { is: 'refused'; code: string | null; action: CodeAction }
  | { is: 'unknown'; code: string | null }

export type ListedMessage = {
  providerId: string
  /** Null where the provider keeps none: a call. */
  text: string | null
  createdAt_ms: number
  status: MessageStatus | null
  errorCode: string | null
}

/** Who brings messages of one channel. */
export type Provider = {
  send: (message: Outgoing) => Promise<SendResult>
  /** The newest messages to an address from a sender, sent or still queued; none where the provider keeps no list. */
  list: (by: { to: string; from: string }) => Promise<ListedMessage[]>
  /** All that left between two instants (wall time, epoch ms), whatever the sender; none where no list is kept. */
  listBetween: (from_ms: number, until_ms: number) => Promise<ListedMessage[]>
  /** One message by the provider's id; null where the provider knows none. */
  read: (providerId: string) => Promise<ListedMessage | null>
  /** Does it tell what becomes of a message it took? */
  tellsDelivery: boolean
}

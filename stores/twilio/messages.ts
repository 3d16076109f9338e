import type twilio from 'twilio'
import type { ListedMessage, Outgoing, Provider, SendResult } from '../../domain/provider.ts'
import { describe, orNull, resultOfError, unlessBusy } from './errors.ts'
import { messageStatusOf } from './status.ts'

const LISTED_MAX = 100
/** Of a day; a sender that has more needs a list of its own. */
const DAY_LISTED_MAX = 20_000
const PAGE_SIZE = 500

/** How Twilio writes the address of a channel. https://www.twilio.com/docs/messaging/api/message-resource */
const prefixes = { sms: '', whatsapp: 'whatsapp:' } as const

/** SMS or WhatsApp over Twilio's Messages. */
export function openMessages(client: twilio.Twilio, channel: keyof typeof prefixes): Provider {
  const addressed = (address: string): string => prefixes[channel] + address
  return {
    tellsDelivery: true,
    send: (message) => unlessBusy(() => sendOnce(client, message, addressed)),
    list: async ({ to, from }) => {
      const by = { to: addressed(to), from: addressed(from), limit: LISTED_MAX }
      return (await client.messages.list(by)).map(listed)
    },
    listBetween: async (from_ms, until_ms) => {
      const between = { dateSentAfter: new Date(from_ms), dateSentBefore: new Date(until_ms) }
      const all = await client.messages.list({ ...between, limit: DAY_LISTED_MAX, pageSize: PAGE_SIZE })
      // What customers write, and the fixed answers to it, are none of our steps.
      return all
        .filter(({ from, direction }) => isOn(channel, from) && direction === 'outbound-api')
        .map(listed)
    },
    read: (providerId) => orNull(async () => listed(await client.messages(providerId).fetch())),
  }
}

const isOn = (channel: keyof typeof prefixes, from: string): boolean =>
  from.startsWith(prefixes.whatsapp) === (channel === 'whatsapp')

async function sendOnce(
  client: twilio.Twilio,
  { to, from, text, content, callbackUrl }: Outgoing,
  addressed: (address: string) => string,
): Promise<SendResult> {
  // Either the words, or the approved content that renders to them; never both.
  const words = content
    ? { contentSid: content.sid, contentVariables: JSON.stringify(content.variables) }
    : { body: text }
  try {
    const sent = await client.messages.create({
      ...{ to: addressed(to), from: addressed(from), statusCallback: callbackUrl },
      ...words,
    })
    return { is: 'accepted', providerId: sent.sid, status: messageStatusOf(sent.status) ?? 'accepted' }
  } catch (error) {
    return resultOfError(describe(error))
  }
}

type SdkMessage = { sid: string; body: string; dateCreated: Date; status: string; errorCode: number | null }

const listed = (message: SdkMessage): ListedMessage => ({
  providerId: message.sid,
  text: message.body,
  createdAt_ms: message.dateCreated.getTime(),
  status: messageStatusOf(message.status),
  errorCode: message.errorCode ? String(message.errorCode) : null,
})

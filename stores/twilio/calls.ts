import type twilio from 'twilio'
import type { ListedMessage, Outgoing, Provider, SendResult } from '../../domain/provider.ts'
import { describe, orNull, resultOfError, unlessBusy } from './errors.ts'
import { callStatusOf } from './status.ts'

const LISTED_MAX = 100
const DAY_LISTED_MAX = 20_000
const PAGE_SIZE = 500
/** Nobody lets it ring longer; after that it counts as not taken. */
const RING_SECONDS = 30

/** A voice that reads the text: Twilio's Calls with inline TwiML. https://www.twilio.com/docs/voice/api/call-resource */
export function openCalls(client: twilio.Twilio): Provider {
  return {
    tellsDelivery: true,
    send: (message) => unlessBusy(() => callOnce(client, message)),
    list: async ({ to, from }) => (await client.calls.list({ to, from, limit: LISTED_MAX })).map(listed),
    listBetween: async (from_ms, until_ms) => {
      const between = { startTimeAfter: new Date(from_ms), startTimeBefore: new Date(until_ms) }
      const all = await client.calls.list({ ...between, limit: DAY_LISTED_MAX, pageSize: PAGE_SIZE })
      return all.map(listed)
    },
    read: (providerId) => orNull(async () => listed(await client.calls(providerId).fetch())),
  }
}

async function callOnce(client: twilio.Twilio, message: Outgoing): Promise<SendResult> {
  const { to, from, callbackUrl } = message
  try {
    const sent = await client.calls.create({
      ...{ to, from, twiml: spoken(message), timeout: RING_SECONDS },
      statusCallback: callbackUrl,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    })
    return { is: 'accepted', providerId: sent.sid, status: callStatusOf(sent.status)?.status ?? 'accepted' }
  } catch (error) {
    return resultOfError(describe(error))
  }
}

const voices: Readonly<Record<string, string>> = { en: 'en-GB', hi: 'hi-IN' }
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** The words twice: who takes a call misses the first of them. At most 4,000 characters are taken. */
export function spoken({ text, language }: Pick<Outgoing, 'text' | 'language'>): string {
  const words = text.replace(/[&<>]/g, (character) => escapes[character] ?? '')
  const say = `<Say language="${voices[language] ?? language}">${words}</Say>`
  return `<Response>${say}<Pause length="1"/>${say}</Response>`
}

type SdkCall = { sid: string; dateCreated: Date; status: string }

function listed({ sid, dateCreated, status }: SdkCall): ListedMessage {
  const told = callStatusOf(status)
  return {
    ...{ providerId: sid, text: null, createdAt_ms: dateCreated.getTime() },
    status: told?.status ?? null,
    errorCode: told?.errorCode ?? null,
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import twilio from 'twilio'
import type { MessageStatus } from '../../domain/message.ts'
import { actionOfCode, type CodeAction } from './codes.ts'
import { messageStatusOf } from './status.ts'

export type SmsMessage = { to: string; from: string; text: string; statusCallback: string }
export type ListedMessage = {
  providerId: string
  text: string
  createdAt_ms: number
  status: MessageStatus | null
  errorCode: string | null
}

/** `unknown`: it may or may not have been sent; never send again because of it. */
export type SendResult =
  | { is: 'accepted'; providerId: string; status: MessageStatus }
  | { is: 'refused'; code: string | null; action: CodeAction }
  | { is: 'unknown'; code: string | null }

export type Phone = {
  send: (message: SmsMessage) => Promise<SendResult>
  /** The newest messages to a number from a sender, sent or still queued. */
  list: (by: { to: string; from: string }) => Promise<ListedMessage[]>
  /** One message by the provider's id; null where the provider knows none. */
  read: (providerId: string) => Promise<ListedMessage | null>
}

export const SEND_TIMEOUT_MS = 10_000
const LISTED_MAX = 100
const BUSY_ATTEMPTS_MAX = 3
const BUSY_PAUSE_MS = 500

/** Errors of a connection that never stood: nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

type Account = { accountSid: string; authToken: string; apiUrl?: string | undefined }

/** The Twilio SDK; `apiUrl` points it at another host that speaks Twilio's API. */
export function openPhone({ accountSid, authToken, apiUrl }: Account): Phone {
  const client = twilio(accountSid, authToken, { timeout: SEND_TIMEOUT_MS })
  if (apiUrl) client.api.baseUrl = apiUrl
  return {
    send: (message) => sendUnlessBusy(client, message),
    list: async (by) => (await client.messages.list({ ...by, limit: LISTED_MAX })).map(listed),
    read: async (providerId) => {
      try {
        return listed(await client.messages(providerId).fetch())
      } catch (error) {
        if (describe(error).status === 404) return null
        throw error
      }
    },
  }
}

/** "Not processed" is the one answer after which the same message may be sent again. */
async function sendUnlessBusy(client: twilio.Twilio, message: SmsMessage): Promise<SendResult> {
  for (let attempt = 1; ; attempt++) {
    const result = await sendOnce(client, message)
    const isBusy = result.is === 'refused' && result.action === 'retry'
    if (!isBusy || attempt === BUSY_ATTEMPTS_MAX) return result
    await pause(BUSY_PAUSE_MS * 2 ** attempt)
  }
}

async function sendOnce(
  client: twilio.Twilio,
  { to, from, text, statusCallback }: SmsMessage,
): Promise<SendResult> {
  try {
    const sent = await client.messages.create({ to, from, body: text, statusCallback })
    return { is: 'accepted', providerId: sent.sid, status: messageStatusOf(sent.status) ?? 'accepted' }
  } catch (error) {
    return resultOfError(describe(error))
  }
}

const REQUEST_TIMEOUT = 408

type Described = { status: number | null; code: string | null }

export function resultOfError({ status, code }: Described): SendResult {
  if (status === null)
    return code !== null && NEVER_CONNECTED.has(code)
      ? { is: 'refused', code: 'not-connected', action: 'retry' }
      : { is: 'unknown', code }
  if (status >= 400 && status < 500 && status !== REQUEST_TIMEOUT) {
    const told = code ?? String(status)
    return { is: 'refused', code: told, action: status === 429 ? 'retry' : actionOfCode(told) }
  }
  return { is: 'unknown', code: code ?? String(status) }
}

/** The SDK's RestException has status and code; a failed connection has only the system's code. */
function describe(error: unknown): Described {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown }
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'number' || typeof code === 'string' ? String(code) : null,
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

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PhoneMessage, PhoneStatus } from './record.ts'
import { errorText } from './resource.ts'
import { signatureOf } from './signature.ts'

/** Waits before each try of a callback; after the last the network gives up. */
export const CALLBACK_WAITS_MS = [0, 500, 1000, 2000, 4000, 8000, 16_000] as const
const CALLBACK_TIMEOUT_MS = 10_000

export type Account = { sid: string; token: string }
export type CallbackInput = { message: PhoneMessage; status: PhoneStatus; errorCode: number | null }
/** Told of every try; `answer` is the HTTP status, or null where none came. */
export type OnTry = (attempt: number, answer: number | null) => void

/** Tells the sender of a status, again and again until it is heard (2xx) or the tries are used up. */
export async function callBack(
  account: Account,
  { message, status, errorCode }: CallbackInput,
  onTry: OnTry,
  signal: AbortSignal,
): Promise<void> {
  if (!message.statusCallback) return
  const parameters =
    message.medium === 'voice'
      ? callParameters(account, message, status)
      : messageParameters(account, message, status, errorCode)
  const post = { account, url: message.statusCallback, parameters, idempotencyToken: randomUUID(), signal }
  await postUntilHeard(post, onTry)
}

export type Post = {
  account: Account
  url: string
  parameters: Record<string, string>
  idempotencyToken: string
  signal: AbortSignal
}

/** Posts again and again until it is heard (2xx) or the tries are used up; gives what was answered then, or null. */
export async function postUntilHeard(request: Post, onTry: OnTry): Promise<string | null> {
  for (const [index, wait_ms] of CALLBACK_WAITS_MS.entries()) {
    await pause(wait_ms, undefined, { signal: request.signal })
    const answer = await post(request)
    request.signal.throwIfAborted()
    onTry(index + 1, answer?.status ?? null)
    if (answer && answer.status >= 200 && answer.status < 300) return answer.text
  }
  return null
}

function messageParameters(
  account: Account,
  message: PhoneMessage,
  status: PhoneStatus,
  errorCode: number | null,
) {
  const text = errorText(errorCode)
  return {
    AccountSid: account.sid,
    ApiVersion: '2010-04-01',
    From: message.from,
    To: message.to,
    MessageSid: message.sid,
    SmsSid: message.sid,
    MessageStatus: status,
    SmsStatus: status,
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    ...(text === null ? {} : { ErrorMessage: text }),
  }
}

/** https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
const callParameters = (account: Account, { sid, from, to }: PhoneMessage, status: PhoneStatus) => ({
  AccountSid: account.sid,
  ApiVersion: '2010-04-01',
  ...{ From: from, To: to, CallSid: sid, CallStatus: status },
  Direction: 'outbound-api',
  CallbackSource: 'call-progress-events',
})

async function post({ account, url, parameters, idempotencyToken, signal }: Post) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'x-twilio-signature': signatureOf(account.token, url, parameters),
        'i-twilio-idempotency-token': idempotencyToken,
        'user-agent': 'TwilioProxy/1.1',
      },
      body: new URLSearchParams(parameters),
      signal: AbortSignal.any([signal, AbortSignal.timeout(CALLBACK_TIMEOUT_MS)]),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  }
}

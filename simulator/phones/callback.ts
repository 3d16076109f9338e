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
  const parameters = parametersOf(account, message, status, errorCode)
  const idempotencyToken = randomUUID()
  for (const [index, wait_ms] of CALLBACK_WAITS_MS.entries()) {
    await pause(wait_ms, undefined, { signal })
    const answer = await post(account, message.statusCallback, parameters, idempotencyToken, signal)
    signal.throwIfAborted()
    onTry(index + 1, answer)
    if (answer !== null && answer >= 200 && answer < 300) return
  }
}

function parametersOf(
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

async function post(
  account: Account,
  url: string,
  parameters: Record<string, string>,
  idempotencyToken: string,
  signal: AbortSignal,
): Promise<number | null> {
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
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}

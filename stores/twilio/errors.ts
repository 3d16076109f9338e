import { setTimeout as pause } from 'node:timers/promises'
import type { SendResult } from '../../domain/provider.ts'
import { actionOfCode } from '../codes.ts'

const REQUEST_TIMEOUT = 408
const BUSY_ATTEMPTS_MAX = 3
const BUSY_PAUSE_MS = 500

/** Errors of a connection that never stood: nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** No provider holds a worker up for longer: after that a person says when. */
const BUSY_PAUSE_MAX_MS = 5_000

type Described = { status: number | null; code: string | null; retryAfter_ms?: number }
/** `retryAfter_ms`: how long the provider asks us to wait. */
type Attempt = SendResult & { retryAfter_ms?: number }

/** The SDK's RestException has status and code; a failed connection has only the system's code. */
export function describe(error: unknown): Described {
  const { status, code, retryAfter_s } = (error ?? {}) as Record<'status' | 'code' | 'retryAfter_s', unknown>
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'number' || typeof code === 'string' ? String(code) : null,
    ...(typeof retryAfter_s === 'number' && retryAfter_s > 0 && { retryAfter_ms: retryAfter_s * 1_000 }),
  }
}

export function resultOfError({ status, code, retryAfter_ms }: Described): Attempt {
  if (status === null)
    return code !== null && NEVER_CONNECTED.has(code)
      ? { is: 'refused', code: 'not-connected', action: 'retry' }
      : { is: 'unknown', code }
  if (status >= 400 && status < 500 && status !== REQUEST_TIMEOUT) {
    const told = code ?? String(status)
    const action = status === 429 ? 'retry' : actionOfCode(told)
    return { is: 'refused', code: told, action, ...(retryAfter_ms !== undefined && { retryAfter_ms }) }
  }
  return { is: 'unknown', code: code ?? String(status) }
}

/** "Not processed" is the one answer after which the same message may be sent again, when the provider says so. */
export async function unlessBusy(sendOnce: () => Promise<Attempt>): Promise<SendResult> {
  for (let attempt = 1; ; attempt++) {
    const { retryAfter_ms, ...result } = await sendOnce()
    const isBusy = result.is === 'refused' && result.action === 'retry'
    const pause_ms = Math.max(retryAfter_ms ?? 0, BUSY_PAUSE_MS * 2 ** attempt)
    if (!isBusy || attempt === BUSY_ATTEMPTS_MAX || pause_ms > BUSY_PAUSE_MAX_MS) return result
    await pause(pause_ms)
  }
}

/** What a reading finds; null where the provider says that there is none. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (describe(error).status === 404) return null
    throw error
  }
}

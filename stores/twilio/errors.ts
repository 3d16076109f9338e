import { setTimeout as pause } from 'node:timers/promises'
import type { SendResult } from '../../domain/provider.ts'
import { actionOfCode } from '../codes.ts'

const REQUEST_TIMEOUT = 408
const BUSY_ATTEMPTS_MAX = 3
const BUSY_PAUSE_MS = 500

/** Errors of a connection that never stood: nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

type Described = { status: number | null; code: string | null }

/** The SDK's RestException has status and code; a failed connection has only the system's code. */
export function describe(error: unknown): Described {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown }
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'number' || typeof code === 'string' ? String(code) : null,
  }
}

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

/** "Not processed" is the one answer after which the same message may be sent again. */
export async function unlessBusy(sendOnce: () => Promise<SendResult>): Promise<SendResult> {
  for (let attempt = 1; ; attempt++) {
    const result = await sendOnce()
    const isBusy = result.is === 'refused' && result.action === 'retry'
    if (!isBusy || attempt === BUSY_ATTEMPTS_MAX) return result
    await pause(BUSY_PAUSE_MS * 2 ** attempt)
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

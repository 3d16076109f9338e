import { doors, type Answer, type Asked, type DoorName } from './doors.ts'
import { offlineProblem, problemOf } from './problem.ts'

let csrfToken: string | null = null

/** Every write carries it; the session's own answer brings it. */
export const rememberCsrf = (token: string | null): void => {
  csrfToken = token
}

/**
 * Calls one route of the contract.
 * @throws RequestProblem: `offline` where no answer came, else the server's problem details
 */
export async function request<N extends DoorName>(name: N, asked: Asked<N> = {}): Promise<Answer<N>> {
  const [method, path] = doors[name]
  const url =
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(asked.path?.[name] ?? asked.id ?? ''),
    ) + searchOf(asked.query ?? {})
  const response = await reach(url, {
    method: method.toUpperCase(),
    headers: headersFor(method),
    credentials: 'same-origin',
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.signal ? { signal: asked.signal } : {}),
    keepalive: asked.keepalive ?? false,
  })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemOf(response.status, body)
  return body as Answer<N>
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offlineProblem()
  }
}

function headersFor(method: string): Record<string, string> {
  if (method === 'get') return { accept: 'application/json' }
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': uniqueKey(),
    ...(csrfToken === null ? {} : { 'x-csrf-token': csrfToken }),
  }
}

export function searchOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  return search.size === 0 ? '' : `?${search}`
}

/** 128 random bits. Not `randomUUID`: that one is missing where a bank serves the page by plain HTTP inside its network. */
function uniqueKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

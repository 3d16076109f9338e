import type { CustomerFact } from '../../domain/bank-event.ts'

export type Item = { customerId: string; fact: CustomerFact }
export type BankDoors = ReturnType<typeof openDoors>

const BATCH_ITEMS_MAX = 1_000
const TOKEN_RENEWED_MS = 60_000
const ATTEMPTS_MAX = 8
const RETRY_MS = 500
const REQUEST_TIMEOUT_MS = 30_000

/** The product's public doors as a bank's own system uses them: client credentials, JSON over HTTP. */
export function openDoors(options: { apiUrl: string; clientSecret: string }) {
  const { apiUrl, clientSecret } = options
  let bearer: { token: string; until_ms: number } | null = null

  const authorise = async (): Promise<string> => {
    if (bearer && bearer.until_ms > Date.now()) return bearer.token
    const response = await fetch(`${apiUrl}/oidc/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`bank-system:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: apiUrl }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`the issuer answered ${response.status} to the bank system's sign-in`)
    const { access_token, expires_in } = (await response.json()) as {
      access_token: string
      expires_in: number
    }
    bearer = { token: access_token, until_ms: Date.now() + expires_in * 1000 - TOKEN_RENEWED_MS }
    return access_token
  }

  const once = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await authorise()}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    if (response.ok) return (await response.json()) as T
    const problem = await response.text()
    throw new DoorError(
      response.status,
      `${method} ${path} answered ${response.status}: ${problem.slice(0, 300)}`,
    )
  }

  /** Every call here is idempotent for the product, so a failure of the network may be tried again. */
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once<T>(method, path, body)
      } catch (error) {
        const final = error instanceof DoorError && error.status < 500 && error.status !== 429
        if (final || attempt === ATTEMPTS_MAX) throw error
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS * attempt))
      }
    }
  }

  return {
    tokens: async (customerIds: string[]): Promise<string[]> => {
      const tokens: string[] = []
      for (const ids of batches(customerIds)) {
        tokens.push(...(await call<{ tokens: string[] }>('POST', '/v1/tokens', { customerIds: ids })).tokens)
      }
      return tokens
    },
    putContact: (customerId: string, contact: unknown) =>
      call('PUT', `/v1/customers/${customerId}/contact`, contact),
    postConsents: async (consents: unknown[]) => {
      for (const items of batches(consents)) await call('POST', '/v1/consents', { items })
    },
    postEvents: async (events: Item[]) => {
      for (const items of batches(events)) {
        const answer = await call<{ rejected: number; errors: { reason: string }[] }>('POST', '/v1/events', {
          items,
        })
        if (answer.rejected > 0)
          process.stderr.write(`${answer.rejected} events rejected: ${answer.errors[0]?.reason}\n`)
      }
    },
    lag: async (): Promise<number | null> =>
      (await call<{ stream: { lag: number | null } }>('GET', '/v1/status')).stream.lag,
    clock: () => call<{ bankTime: string; speed: number; fixed: boolean }>('GET', '/v1/bank-clock'),
    setClock: (at: string, speed: number) => call('PUT', '/v1/bank-clock', { action: 'set', at, speed }),
  }
}

class DoorError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

function* batches<T>(list: readonly T[]): Generator<T[]> {
  for (let i = 0; i < list.length; i += BATCH_ITEMS_MAX) yield list.slice(i, i + BATCH_ITEMS_MAX)
}

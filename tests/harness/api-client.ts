import { CSRF_HEADER } from '../../api/auth/csrf.ts'
import type { InstanceInfo } from './instance.ts'

export type ApiAnswer = { status: number; body: Record<string, unknown>; headers: Headers }

const REDIRECTS_MAX = 12

/** A browser without a screen: cookies, redirects, forms. Speaks to one instance as a signed-in member of staff. */
export class StaffClient {
  readonly url: string
  readonly #cookies = new Map<string, string>()
  #csrf: string | null = null

  constructor(instance: Pick<InstanceInfo, 'url'>) {
    this.url = instance.url
  }

  /** Through the real issuer, as a person would. */
  static async signIn(instance: InstanceInfo, user: string): Promise<StaffClient> {
    const client = new StaffClient(instance)
    const page = await client.follow('/auth/login')
    const action = /<form method="post" action="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const password = instance.environment['EQUILIBRATE_DEMO_PASSWORD'] ?? ''
    await client.follow(action, { method: 'POST', body: new URLSearchParams({ user, password }) })
    const me = await client.get('/v1/me')
    if (me.status !== 200) throw new Error(`${user} could not sign in: ${JSON.stringify(me.body)}`)
    client.#csrf = String(me.body['csrf'])
    return client
  }

  get = (path: string): Promise<ApiAnswer> => this.#json('GET', path)

  /** `headers` may replace what a page would send by itself. */
  send = (method: 'POST' | 'PUT', path: string, body?: unknown, headers: Record<string, string> = {}) =>
    this.#json(method, path, body, { ...(this.#csrf ? { [CSRF_HEADER]: this.#csrf } : {}), ...headers })

  /** One request, redirects not followed; cookies are kept. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.url), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  async follow(path: string, init: RequestInit = {}): Promise<Response> {
    let response = await this.fetch(path, init)
    for (let i = 0; i < REDIRECTS_MAX && response.status >= 300 && response.status < 400; i++)
      response = await this.fetch(new URL(response.headers.get('location') ?? '/', response.url).href)
    return response
  }

  async #json(method: string, path: string, body?: unknown, headers = {}): Promise<ApiAnswer> {
    const response = await this.fetch(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
    return { status: response.status, body: answer, headers: response.headers }
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1)]
    if (value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

/** The bank's own system: a bearer token by client credentials. */
export async function bankClient(instance: InstanceInfo) {
  const secret = instance.environment['EQUILIBRATE_BANK_CLIENT_SECRET'] ?? ''
  const answer = await fetch(`${instance.url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`bank-system:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const send = async (method: string, path: string, body?: unknown, headers = {}): Promise<ApiAnswer> => {
    const response = await fetch(new URL(path, instance.url), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const parsed = (await response.json().catch(() => ({}))) as Record<string, unknown>
    return { status: response.status, body: parsed, headers: response.headers }
  }
  return { token, send }
}

const REDIRECTS_MAX = 12
const REQUEST_TIMEOUT_MS = 30_000
/** As the product names it. */
const CSRF_HEADER = 'x-csrf-token'

export type Answer = { status: number; body: Record<string, unknown> }
export type StaffDesk = {
  get: (path: string) => Promise<Answer>
  send: (method: 'POST' | 'PUT', path: string, body?: unknown) => Promise<Answer>
}

export type Desks = { worker: StaffDesk; supervisor: StaffDesk }

/** Signs a member of staff in by the sign-in page, as a browser without a screen: cookies, redirects, one form. */
export async function signIn(url: string, user: string, password: string): Promise<StaffDesk> {
  const browser = openBrowser(url)
  const page = await (await browser.follow('/auth/login')).text()
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1]
  if (!action) throw new Error('the sign-in page has no form')
  await browser.follow(action, { method: 'POST', body: new URLSearchParams({ user, password }) })
  const me = await read(await browser.request('/v1/me'))
  if (me.status !== 200) throw new Error(`${user} could not sign in: ${me.status}`)
  const csrf = { [CSRF_HEADER]: String(me.body['csrf']) }
  return {
    get: async (path) => read(await browser.request(path)),
    send: async (method, path, body) => {
      const headers = { ...csrf, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
      return read(await browser.request(path, { method, headers, body: JSON.stringify(body ?? {}) }))
    },
  }
}

async function read(response: Response): Promise<Answer> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  return { status: response.status, body }
}

function openBrowser(url: string) {
  const cookies = new Map<string, string>()
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, url), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return response
  }
  const follow = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response = await request(path, init)
    for (let i = 0; i < REDIRECTS_MAX && response.status >= 300 && response.status < 400; i++)
      response = await request(new URL(response.headers.get('location') ?? '/', response.url).href)
    return response
  }
  return { request, follow }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1)]
  if (value === '') cookies.delete(name)
  else cookies.set(name, value)
}

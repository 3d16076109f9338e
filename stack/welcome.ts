import type { ProductEnvironment } from './product.ts'

const ASK_WITHIN_MS = 5000

interface DemoUser {
  id: string
  title: string
}

/** The table that a start ends with: where everything is, and how to sign in. */
export async function welcome({ open, guarded }: ProductEnvironment, took: string): Promise<string> {
  const url = open.EQUILIBRATE_PUBLIC_URL ?? ''
  const rows: [string, string | undefined][] = [
    ['Inbox', url],
    ['Temporal Web UI', open.TEMPORAL_UI_URL],
    ['Phones', open.PHONES_URL],
    ['API docs', `${url}/docs`],
  ]
  const table = rows.flatMap(([name, address]) => (address ? [`  ${name.padEnd(16)} ${address}`] : []))
  const signIn = open.OIDC_ISSUER ? [`Sign in with ${open.OIDC_ISSUER}`] : await demoSignIn(url, guarded)
  return ['', `Ready in ${took}.`, '', ...table, '', ...signIn, '', 'Ctrl-C stops all of it.', ''].join('\n')
}

async function demoSignIn(url: string, guarded: Record<string, string>): Promise<string[]> {
  const users = await demoUsers(url)
  const lines = users.map(({ id, title }) => `  ${id.padEnd(16)} ${title}`)
  return [`Sign in as one of these, with the password ${guarded.EQUILIBRATE_DEMO_PASSWORD}:`, ...lines]
}

async function demoUsers(url: string): Promise<DemoUser[]> {
  const answer = await fetch(`${url}/auth/demo-users`, { signal: AbortSignal.timeout(ASK_WITHIN_MS) })
  if (!answer.ok) throw new Error(`GET /auth/demo-users answered ${answer.status}`)
  return ((await answer.json()) as { users: DemoUser[] }).users
}

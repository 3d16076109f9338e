import { expect, inject, test } from 'vitest'
import { bankClient, StaffClient } from '../harness/api-client.ts'
import { eventually, killChild, pidOf } from '../harness/processes.ts'

const instance = inject('instance')
const password = instance.environment['EQUILIBRATE_DEMO_PASSWORD'] ?? ''

test.each([
  ['asha', ['case_worker'], []],
  ['ben', ['case_worker'], []],
  ['chitra', ['supervisor'], ['credit_authority']],
  ['dev', ['auditor'], []],
  ['esha', ['operator'], []],
])('%s signs in through the issuer and has the roles of its claims', async (user, roles, permissions) => {
  const client = await StaffClient.signIn(instance, user)
  const me = await client.get('/v1/me')
  expect(me.body).toMatchObject({ id: user, roles, permissions, mode: 'development' })
})

test('each demo user is listed for the table that a start ends with', async () => {
  const { body } = await new StaffClient(instance).get('/auth/demo-users')
  expect((body['users'] as { id: string }[]).map(({ id }) => id)).toEqual([
    'asha',
    'ben',
    'chitra',
    'dev',
    'esha',
    'nia',
    'omar',
  ])
})

test('a wrong password does not sign in, and the page says so', async () => {
  const client = new StaffClient(instance)
  const page = await client.follow('/auth/login?returnTo=/inbox&user=ben')
  const html = await page.text()
  expect(html).toMatch(/value="ben" required checked/)
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? ''
  const wrong = await client.follow(action, {
    method: 'POST',
    body: new URLSearchParams({ user: 'ben', password: 'guess' }),
  })
  expect(wrong.status).toBe(401)
  expect(await wrong.text()).toContain('role="alert"')
  expect((await client.get('/v1/me')).status).toBe(401)
})

test('after sign-in one lands on the page that was asked for, and the session’s cookie is out of reach of scripts', async () => {
  const client = new StaffClient(instance)
  const page = await client.follow('/auth/login?returnTo=/inbox?queue=second')
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  let response = await client.fetch(action, {
    method: 'POST',
    body: new URLSearchParams({ user: 'asha', password }),
  })
  while (!response.headers.getSetCookie().some((line) => line.startsWith('equilibrate_session')))
    response = await client.fetch(response.headers.get('location') ?? '')
  expect(response.headers.get('location')).toBe('/inbox?queue=second')
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('equilibrate_session'))
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
})

test('a code that another browser asked for is worth nothing', async () => {
  const victim = new StaffClient(instance)
  const page = await victim.follow('/auth/login')
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  let response = await victim.fetch(action, {
    method: 'POST',
    body: new URLSearchParams({ user: 'asha', password }),
  })
  while (!(response.headers.get('location') ?? '').includes('/auth/callback'))
    response = await victim.fetch(response.headers.get('location') ?? '')
  const thief = new StaffClient(instance)
  await thief.follow(response.headers.get('location') ?? '')
  expect((await thief.get('/v1/me')).status).toBe(401)
})

test('signing out ends the session here and at the issuer', async () => {
  const client = await StaffClient.signIn(instance, 'asha')
  const { body } = await client.send('POST', '/auth/sign-out')
  expect((await client.get('/v1/me')).status).toBe(401)
  const page = await client.follow(String(body['next']))
  const html = await page.text()
  const action = /<form id="op.logoutForm" method="post" action="([^"]+)"/.exec(html)?.[1] ?? ''
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await client.fetch(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) })
  const again = await client.follow('/auth/login')
  expect(await again.text()).toContain('Who is at the desk?')
})

test('a write without the session’s token is refused', async () => {
  const client = await StaffClient.signIn(instance, 'esha')
  const refused = await client.send('PUT', '/v1/bank-clock', { action: 'pause' }, { 'x-csrf-token': '' })
  expect(refused).toMatchObject({ status: 403, body: { reason: 'csrf' } })
})

test('roles are checked at the door: who is not served gets 403, who is nobody 401', async () => {
  const [worker, operator, bank] = [
    await StaffClient.signIn(instance, 'asha'),
    await StaffClient.signIn(instance, 'esha'),
    await bankClient(instance),
  ]
  expect((await worker.send('POST', '/v1/events', { items: [] })).status).toBe(403)
  expect((await worker.send('PUT', '/v1/bank-clock', { action: 'pause' })).status).toBe(403)
  expect((await operator.get('/v1/cases')).status).toBe(403)
  expect((await bank.send('GET', '/v1/cases')).status).toBe(403)
  expect((await new StaffClient(instance).get('/v1/cases')).status).toBe(401)
  expect((await worker.get('/v1/cases')).status).toBe(200)
})

test('a bearer token that is changed, or of another issuer, is refused', async () => {
  const { token } = await bankClient(instance)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  const forged = Buffer.from(JSON.stringify({ ...claims, roles: ['supervisor'] })).toString('base64url')
  for (const bad of [`${header}.${forged}.${signature}`, 'abc', `${header}.${payload}.`]) {
    const response = await fetch(`${instance.url}/v1/status`, { headers: { authorization: `Bearer ${bad}` } })
    expect(response.status).toBe(401)
  }
})

test('a killed API signs nobody out, neither here nor at the issuer', async () => {
  const client = await StaffClient.signIn(instance, 'asha')
  const killed = killChild(instance, 'api')
  await eventually('another API process', () => Promise.resolve(pidOf(instance, 'api') !== killed))
  await eventually('its answer', async () => (await client.get('/healthz').catch(() => null))?.status === 200)
  expect((await client.get('/v1/me')).body['id']).toBe('asha')
  const again = await client.follow('/auth/login?returnTo=/docs')
  expect(new URL(again.url).pathname).toBe('/docs')
})

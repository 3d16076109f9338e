import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { routes } from '../../api/contract.ts'
import type { Route } from '../../api/contract/route.ts'
import type { Role } from '../../domain/roles.ts'
import { StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

const instance = inject('instance')
const STREAM = '/v1/events/stream'
/** Nobody's. */
const NO_CASE = `case-c_${'a'.repeat(26)}-1`
const NO_NUMBER = 999_999_999
const HASH = 'a'.repeat(64)
/** Everything that a customer's own case would show among. */
const queries: Record<string, string> = {
  '/v1/cases': 'queue=all&limit=200',
  '/v1/registrations': 'country=in',
}
/** Words that would tell that somebody is in the hold-out. */
const telling = /hold.?out|held.?out/i

type Minute = { at: string; opened: number }

let rig: Rig
beforeAll(async () => {
  rig = await openRig(instance)
  await rig.jumpToLocal(10)
})
afterAll(() => rig.close())

async function heldOut(): Promise<TestCase> {
  const one = await rig.open('message', { assignment: 'hold-out' })
  await eventually('it is sealed off', async () => {
    const { rowCount } = await rig.db.query(`select from hold_outs where case_id = $1`, [one.caseId])
    return rowCount === 1
  })
  return one
}

/** Every route that this role may read, about this case where it is about one. */
function readable(
  role: Role,
  { caseId, customer }: Pick<TestCase, 'caseId' | 'customer'>,
): { path: string; url: string }[] {
  const all: Route[] = Object.values(routes)
  return all
    .filter(({ method, access }) => method === 'get' && 'roles' in access && access.roles.includes(role))
    .filter(({ path }) => path !== STREAM)
    .map(({ path }) => {
      const placed = path
        .replace('/cases/{id}', `/cases/${caseId}`)
        .replace('{token}', customer)
        .replace('/rejected/{id}', `/rejected/${NO_NUMBER}`)
        .replace('{id}', 'in')
        .replace('{hash}', HASH)
      return { path, url: queries[path] ? `${placed}?${queries[path]}` : placed }
    })
}

test('the trend of the hub counts a held-out case not before it is sealed', async () => {
  const desk = await StaffClient.signIn(instance, 'asha')
  const openedByMinute = async (): Promise<ReadonlyMap<string, number>> => {
    const { minutes } = (await desk.get('/v1/operations')).body as { minutes: Minute[] }
    return new Map(minutes.map(({ at, opened }) => [at, opened]))
  }
  const before = await openedByMinute()
  const [one, seen] = [await heldOut(), await rig.open('monitor')]
  // The page's figures are some moments old.
  const more = await eventually('the trend shows the other', async () => {
    const each = [...(await openedByMinute())].map(([at, opened]) => opened - (before.get(at) ?? 0))
    return each.reduce((sum, of) => sum + of) || null
  })
  expect(more).toBe(1)
  await Promise.all([rig.pay(one), rig.pay(seen)])
})

test.each([
  ['asha', 'case_worker'],
  ['chitra', 'supervisor'],
] as const)('%s (%s) finds a held-out case by no route and in no stream', async (user, role) => {
  const desk = await StaffClient.signIn(instance, user)
  const stream = await desk.fetch(STREAM)
  const one = await heldOut()
  const seen = await rig.open('monitor')

  let answered = 0
  for (const { path, url } of readable(role, one)) {
    const answer = await desk.fetch(url)
    const text = await answer.text()
    expect([200, 404], `${path}: ${text.slice(0, 200)}`).toContain(answer.status)
    if (path.startsWith('/v1/cases/{id}')) {
      const ofNone = await desk.fetch(url.replace(one.caseId, NO_CASE))
      expect([answer.status, text.replaceAll(one.caseId, NO_CASE)], path).toEqual([
        ...[ofNone.status, await ofNone.text()],
      ])
    }
    expect(answer.status === 200 ? text : '', path).not.toContain(one.caseId)
    if (path.includes('{token}')) expect(text, path).not.toMatch(telling)
    if (answer.status === 200) answered++
  }
  expect(answered).toBeGreaterThan(15)
  // The other case, which was opened later, shows everywhere: what is asked is what would show it.
  expect(await (await desk.fetch('/v1/cases?queue=all&limit=200')).text()).toContain(seen.caseId)
  const heard = await heardUntil(stream, seen.caseId)
  expect(heard).not.toContain(one.caseId)

  await Promise.all([rig.pay(one), rig.pay(seen)])
  const sealed = async () => (await desk.get(`/v1/cases/${one.caseId}`)).status === 200
  await eventually('it shows once it is sealed', sealed)
})

/** What a stream says until it says this. */
async function heardUntil(stream: Response, word: string): Promise<string> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  while (reader && !heard.includes(word)) {
    const { value, done } = await reader.read()
    if (done) break
    heard += value
  }
  await reader?.cancel()
  return heard
}

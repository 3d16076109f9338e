import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBankSystem } from '../harness/bank-system.ts'
import { openBrowser } from '../harness/browser.ts'
import { openDesk, type Desk } from '../harness/desk.ts'
import { accessibilityProblems } from './accessibility.ts'
import { pressOn } from './keyboard.ts'

const instance = inject('instance')
const WITHIN_MS = 60_000
/** For all of them, on a machine that is busy. */
const WALK_MS = 300_000
/** Pages that are walked at once. */
const LANES = 6
const CASE = `case-c_${'a'.repeat(26)}-1`

/** Each route, and what it says when there is nothing to show; null: it is about one thing, which is there or is not. */
const routes: [path: string, empty: string | null][] = [
  ['/inbox', 'All done here'],
  [`/inbox/${CASE}`, null],
  ['/risk', 'No customer is evaluated yet'],
  ['/portfolio', 'No customer is evaluated yet'],
  ['/operations', 'No case is open.'],
  ['/team', 'No case waits for a decision.'],
  ['/audit', 'Nothing fits the search.'],
  ['/models', 'No model is published: the scorecard alone decides.'],
  ['/policies', 'No pack is there.'],
  ['/rejected', 'Nothing was rejected.'],
  [`/customers/c_${'a'.repeat(26)}`, null],
]

type Answer = 'silence' | 'forbidden' | 'failure' | 'no-line' | 'nothing'

let browser: Browser
let chitra: Desk

beforeAll(async () => {
  browser = await openBrowser()
  chitra = await openDesk(browser, instance, 'chitra')
})
afterAll(() => browser.close())

const problem = (status: number, reason: string, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: detail, status, reason, detail }),
})

/** The same answer with nothing in it. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value === 'number') return 0
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, emptied(part)]))
}

/** A page whose server answers as it is told, but for who is signed in and what time it is. */
async function openMoody() {
  const page = await chitra.context.newPage()
  const mood = { answer: 'silence' as Answer }
  const held: Route[] = []
  const answers: Record<Answer, (route: Route) => Promise<unknown>> = {
    silence: (route) => Promise.resolve(held.push(route)),
    forbidden: (route) => route.fulfill(problem(403, 'forbidden', 'This is for: somebody else.')),
    failure: (route) => route.fulfill(problem(503, 'unavailable', 'The database does not answer')),
    'no-line': (route) => route.abort(),
    nothing: async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: emptied(await answer.json()) })
    },
  }
  await page.route('**/v1/**', (route) => answers[mood.answer](route))
  await page.route(/\/v1\/(me|bank-clock)$/, (route) => route.continue())
  await page.route('**/v1/status', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), beginning: null } })
  })
  await page.route('**/v1/events/stream', (route) => route.abort())
  const answerHeld = () => Promise.all(held.splice(0).map((route) => answers[mood.answer](route)))
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  return { page, mood, answerHeld, faults }
}

/** The words stand there, and axe finds nothing, in both themes. */
async function says(page: Page, where: string, words: string): Promise<void> {
  await page.getByText(words).first().waitFor({ timeout: WITHIN_MS })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityProblems(page, 'main'), `${where}, “${words}”, ${colorScheme}`).toEqual([])
  }
}

/** What is shown is asked for anew. */
const comeBackOnline = (page: Page) =>
  page.evaluate(() => ['offline', 'online'].forEach((name) => dispatchEvent(new Event(name))))

/** Every state of one route, one after the other, on one page. */
async function walk(path: string, empty: string | null): Promise<void> {
  const { page, mood, answerHeld, faults } = await openMoody()
  const turn = async (answer: Answer, words: string) => {
    mood.answer = answer
    await comeBackOnline(page)
    await says(page, path, words)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(instance.url + path)
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'attached', timeout: WITHIN_MS })
  await says(page, path, 'reconnecting')

  mood.answer = 'failure'
  await answerHeld()
  await says(page, path, 'cannot be loaded just now')
  await turn('no-line', 'The server cannot be reached')
  await turn('forbidden', 'not open to your role')
  if (empty !== null) {
    await turn('nothing', empty)
    await turn('failure', 'you see it as of')
  }
  expect(faults, path).toEqual([])
  await page.close()
}

/** Nobody knows yet who is signed in; the page comes by itself once the server is there. */
async function beginWithoutServer(): Promise<void> {
  const page = await chitra.context.newPage()
  await page.route('**/v1/me', (route) => route.abort())
  await page.goto(`${instance.url}/portfolio`)
  await says(page, 'the whole page', 'The server cannot be reached')
  await page.unroute('**/v1/me')
  await page.getByRole('heading', { name: 'Portfolio Overview' }).first().waitFor({ timeout: WITHIN_MS })
  await page.close()
}

test(
  'each page says that it loads, fails, has no line, is not open, is empty or stale; axe finds nothing',
  async () => {
    const left = routes.values()
    const lane = async () => {
      for (const [path, empty] of left) await walk(path, empty)
    }
    await Promise.all([...Array.from({ length: LANES }, lane), beginWithoutServer()])
  },
  WALK_MS,
)

test('what was refused is asked again by hand; whose session ends meanwhile is told so', async () => {
  const { page } = chitra
  const refusal = problem(400, 'invalid', 'The page asks for what there is not.')
  await page.route('**/v1/team', (route) => route.fulfill(refusal), { times: 1 })
  await page.goto(`${instance.url}/team`)
  await says(page, 'team', 'The page asks for what there is not.')
  await pressOn(page, page.getByRole('button', { name: 'Try again' }))
  await page.getByRole('region', { name: 'People' }).first().waitFor()
  const ended = problem(401, 'unauthenticated', 'Sign in first')
  await page.route('**/v1/team', (route) => route.fulfill(ended))
  await comeBackOnline(page)
  await says(page, 'team', 'Your session has ended')
  await page.unroute('**/v1/team')
})

test('a page that has lost its network says so at once, and comes back with it', async () => {
  const { page, context } = chitra
  await page.goto(`${instance.url}/operations`)
  const header = page.getByRole('banner')
  await header.getByText('Live', { exact: true }).waitFor({ timeout: WITHIN_MS })
  await context.setOffline(true)
  await header.getByText('reconnecting').waitFor()
  await context.setOffline(false)
  await header.getByText('Live', { exact: true }).waitFor({ timeout: WITHIN_MS })
})

test('before its first morning a bank says what it waits for, and who may, brings the morning about', async () => {
  const { page } = chitra
  const moved: unknown[] = []
  let beginning: object | null = { state: 'history', until: '2025-11-30T17:00:00.000Z' }
  await page.route('**/v1/cases?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: emptied(await answer.json()) })
  })
  await page.route('**/v1/status', async (route) => {
    const answer = await route.fetch()
    const told = { ...(await answer.json()), beginning, stream: { lag: 8_080 } }
    await route.fulfill({ response: answer, json: told })
  })
  const running = { speed: 72, zone: 'Asia/Kolkata', fixed: false }
  const times = (bankTime: string) => ({ bankTime, wallTime: new Date().toISOString(), ...running })
  await page.route('**/v1/bank-clock', (route) => {
    if (route.request().method() === 'GET') return route.fulfill({ json: times('2025-12-01T01:30:00.000Z') })
    moved.push(route.request().postDataJSON())
    return moved.length === 1
      ? route.fulfill(
          problem(409, 'clock-not-begun', 'The bank is still telling its history; its clock has not begun.'),
        )
      : route.fulfill({ json: times('2025-12-01T04:30:00.000Z') })
  })
  await page.goto(`${instance.url}/inbox`)
  await says(page, 'history', '8,080 events wait to be read')
  beginning = { state: 'first-look', at: '2025-12-01T04:30:00.000Z' }
  await says(page, 'first morning', 'Mon 1 Dec, 10:00 bank time: in 2 min')
  const morning = page.getByRole('banner').getByRole('button', { name: 'Next morning' })
  await pressOn(page, morning)
  await says(page, 'refused', 'Bank time was not moved. The bank is still telling its history')
  await pressOn(page, morning)
  await page.getByRole('group', { name: 'Bank time' }).getByText('Mon 1 Dec, 10:00').waitFor()
  expect(moved).toEqual([{ action: 'next-morning' }, { action: 'next-morning' }])
  beginning = null
  await says(page, 'done', 'All done here')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('a page of before an upgrade, whose pieces are gone, is loaded anew', async () => {
  const { page } = chitra
  await page.goto(`${instance.url}/operations`)
  await page.getByRole('heading', { name: 'Components' }).waitFor()
  await page.route('**/assets/AuditPage-*.js', (route) => route.fulfill({ status: 404 }), { times: 1 })
  await page.getByRole('link', { name: 'Audit' }).first().click()
  await page.getByRole('heading', { name: 'Audit' }).first().waitFor({ timeout: WITHIN_MS })
})

test('the next morning comes on the real clock by one press', async () => {
  const { page } = chitra
  const bank = await openBankSystem(instance)
  const before_ms = await bank.now_ms()
  await bank.close()
  await page.goto(`${instance.url}/operations`)
  const time = page.getByRole('group', { name: 'Bank time' })
  const shown = await time.innerText()
  await pressOn(page, page.getByRole('banner').getByRole('button', { name: 'Next morning' }))
  await expect.poll(() => time.innerText(), { timeout: WITHIN_MS }).not.toBe(shown)
  expect(await time.innerText()).toMatch(/, 10:0\d/)
  expect(await bankTime(page)).toBeGreaterThan(before_ms)
})

const bankTime = (page: Page): Promise<number> =>
  page.evaluate(async () => Date.parse((await (await fetch('/v1/bank-clock')).json()).bankTime))

import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { openDatabase } from '../stores/postgres/database.ts'
import { openBrowser } from '../tests/harness/browser.ts'
import { decide } from '../tests/harness/decide.ts'
import { openDesk, type Desk } from '../tests/harness/desk.ts'
import { removeHome, startInstance, type StartedInstance } from '../tests/harness/instance.ts'
import { median, percentile, rounded } from './kit/numbers.ts'
import { installProbe, readVitals } from './ui/probe.ts'
import { fillQueue, openRealCases } from './ui/seed.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    real: { type: 'string', default: '12' },
    moves: { type: 'string', default: '60' },
  },
})
const KB = 1024
const BANK_NOW = '2026-03-02T04:30:00.000Z'
const FAST_MOVES = 40
const SCROLL_STEPS = 30
const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Compressed bytes of what the first load of the inbox brings, by kind. */
async function firstLoad(page: Page, url: string): Promise<{ jsKB: number; cssKB: number }> {
  const sizes = { js: 0, css: 0 }
  const read: Promise<void>[] = []
  page.on('response', (response) => {
    const kind = /\.(js|css)$/.exec(new URL(response.url()).pathname)?.[1] as 'js' | 'css' | undefined
    if (kind && response.ok())
      read.push(response.body().then((body) => void (sizes[kind] += gzipSync(body, { level: 9 }).length)))
  })
  await page.goto(url)
  await page.locator('[data-case]').first().waitFor()
  await Promise.all(read)
  page.removeAllListeners('response')
  return { jsKB: rounded(sizes.js / KB, 1), cssKB: rounded(sizes.css / KB, 1) }
}

/** J again and again: from the key to the whole case on the screen. */
async function moveAbout(page: Page, moves: number): Promise<number[]> {
  const took: number[] = []
  for (let move = 0; move < moves; move++) {
    const before = await page
      .locator('article[data-shown]')
      .getAttribute('data-shown', { timeout: 100 })
      .catch(() => null)
    await page.evaluate((old) => {
      window.arm(() => {
        const shown = document.querySelector('article[data-shown]')?.getAttribute('data-shown')
        return shown !== null && shown !== undefined && shown !== old && location.pathname.endsWith(shown)
      })
    }, before)
    await page.keyboard.press('j')
    took.push(await page.evaluate(() => window.painted))
  }
  return took
}

/** Approves real cases: from the key to the first sign of it on the screen. */
async function approve(page: Page, url: string, ids: readonly string[]): Promise<number[]> {
  const took: number[] = []
  for (const id of ids) {
    await page.goto(`${url}/inbox/${id}`)
    await page.getByRole('button', { name: /^Approve/ }).waitFor()
    await page.evaluate(() =>
      window.arm(() => document.querySelector('ul[aria-label="Your latest decisions"] li') !== null),
    )
    await page.keyboard.press('a')
    took.push(await page.evaluate(() => window.painted))
  }
  return took
}

/** Somebody else decides: from the server's answer to them until it is seen here. */
async function seenFromAfar(desk: Desk, instance: StartedInstance, other: Desk, id: string): Promise<number> {
  await desk.page.goto(`${instance.url}/inbox/${id}`)
  await desk.page.getByRole('button', { name: /^Approve/ }).waitFor()
  const { status } = await decide(other, instance, id, { verdict: 'approve' })
  const began_ms = performance.now()
  if (status !== 200) throw new Error(`The decision was answered ${status}`)
  await desk.page
    .locator('footer[aria-label=Decision]')
    .getByText(/approved; a second person/)
    .waitFor()
  return performance.now() - began_ms
}

async function scroll(page: Page): Promise<number> {
  let rows = 0
  for (let step = 0; step < SCROLL_STEPS; step++) {
    await page.locator('[data-case]').first().hover()
    await page.mouse.wheel(0, 1_500)
    rows = Math.max(rows, await page.locator('[data-case]').count())
  }
  return rows
}

async function measure(instance: StartedInstance) {
  const db = openDatabase(instance.environment['DATABASE_URL'] ?? '')
  const key = (name: string): Buffer => Buffer.from(instance.environment[name] ?? '', 'base64')
  const browser = await openBrowser()
  let told: readonly string[] = []
  try {
    const real = await openRealCases(instance, db, Number(values.real))
    const keys = { vault: key('EQUILIBRATE_VAULT_KEY'), index: key('EQUILIBRATE_INDEX_KEY') }
    await fillQueue(db, keys, {
      open: Number(values.cases),
      seed: 7,
      pattern: real[0] ?? '',
      bankNow: BANK_NOW,
    })
    say(`${values.cases} cases stand in the queue, ${real.length} of them real`)
    const asha = await openDesk(browser, instance, 'asha')
    told = asha.problems
    const ben = await openDesk(browser, instance, 'ben')
    const { page } = asha
    await installProbe(page)
    const sizes = await firstLoad(page, `${instance.url}/inbox`)
    await page.goto(`${instance.url}/inbox`)
    await page.locator('[data-case]').first().waitFor()
    const usable_ms = (await readVitals(page)).usable_ms ?? Number.NaN
    const detail = await moveAbout(page, Number(values.moves))
    for (let move = 0; move < FAST_MOVES; move++) await page.keyboard.press(move % 2 ? 'x' : 'j')
    await page.keyboard.press('Escape')
    const domRows = await scroll(page)
    const { cls, interactions } = await readVitals(page)
    const optimistic = await approve(page, instance.url, real.slice(1, -3))
    const sse: number[] = []
    for (const id of real.slice(-3)) sse.push(await seenFromAfar(asha, instance, ben, id))
    say(`detail: median ${median(detail).toFixed(0)} ms, p95 ${percentile(detail, 0.95).toFixed(0)} ms`)
    return {
      ...sizes,
      usable_ms: rounded(usable_ms, 0),
      inpP98_ms: rounded(percentile(interactions, 0.98), 0),
      detail_ms: rounded(median(detail), 0),
      optimistic_ms: rounded(median(optimistic), 0),
      domRows,
      sse_ms: rounded(Math.max(...sse), 0),
      cls: rounded(cls, 3),
    }
  } finally {
    for (const problem of told) say(`the page: ${problem}`)
    await browser.close()
    await db.close()
  }
}

const instance = await startInstance({ args: ['--customers', '0'] })
try {
  process.stdout.write(`${JSON.stringify(await measure(instance))}\n`)
} finally {
  await instance.stop()
  removeHome(instance.home)
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { evaluationOf } from '../case/evaluations.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { openBrowser } from '../harness/browser.ts'
import { openDesk, type Desk } from '../harness/desk.ts'
import { eventually } from '../harness/processes.ts'
import { pressOn, tabTo } from './keyboard.ts'

const instance = inject('instance')
/** Both customers of the decision on many are found by these. */
const LAST_DIGITS = '8642'
const POLL = { timeout: 20_000 }

let rig: Rig
let browser: Browser
let asha: Desk
let many: TestCase[]
let byHand: string
const later: TestCase[] = []

beforeAll(async () => {
  ;[rig, browser] = await Promise.all([openRig(instance), openBrowser()])
  await rig.jumpToLocal(10)
  byHand = await rig.bank.token(`KEYS-${Date.now()}`)
  await rig.bank.evaluate(await evaluationOf(byHand, 'calm', await rig.bank.now_ms()))
  ;[asha, ...many] = await Promise.all([
    openDesk(browser, instance, 'asha'),
    rig.open('message', { lastDigits: LAST_DIGITS }),
    rig.open('contract', { lastDigits: LAST_DIGITS }),
  ])
})
afterAll(async () => {
  await browser.close()
  await Promise.all([...many, ...later].map((one) => rig.pay(one)))
  await rig.close()
})

/** Both the case that is there and the one that comes while somebody works. */
const NEWS_DIGITS = '8653'

const rowsOf = (page: Page) => page.locator('[data-case]')
const orderOf = (page: Page) =>
  rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-case')))

async function searchFor(page: Page, text: string, found: number): Promise<void> {
  await rowsOf(page).first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(text)
  await page.waitForURL((url) => url.searchParams.get('q') === text)
  await expect.poll(() => rowsOf(page).count(), POLL).toBe(found)
  await page.keyboard.press('Escape')
}

test('the queue is searched, filtered and kept as a view; J and K move in it, and ? shows every key', async () => {
  const { page } = asha
  await page.goto(`${instance.url}/inbox`)
  await searchFor(page, LAST_DIGITS, 2)
  await page.keyboard.press('j')
  await page.waitForURL('**/inbox/case-*')
  const first = page.url()
  await page.keyboard.press('j')
  await expect.poll(() => page.url(), POLL).not.toBe(first)
  await page.keyboard.press('k')
  await expect.poll(() => page.url(), POLL).toBe(first)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await pressOn(page, page.getByRole('combobox', { name: 'Level' }), 'm')
  await page.waitForURL(/level=MEDIUM/)
  await expect.poll(() => rowsOf(page).count(), POLL).toBe(1)
  await pressOn(page, page.getByRole('button', { name: 'Keep this view' }))
  await page.keyboard.type('Medium ones')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Medium ones', exact: true }).waitFor()
  await page.goto(`${instance.url}/inbox`)
  await pressOn(page, page.getByRole('button', { name: 'Medium ones', exact: true }))
  await page.waitForURL(/level=MEDIUM/)
  await pressOn(page, page.getByRole('button', { name: 'Forget the view Medium ones' }))
  await pressOn(page, page.getByRole('button', { name: 'Second approval' }).first())
  await page.waitForURL(/queue=second/)
})

test('a case that comes while somebody works is counted, and the rows stand still until it is asked for', async () => {
  const { page } = asha
  const first = await rig.open('message', { lastDigits: NEWS_DIGITS })
  await page.goto(`${instance.url}/inbox`)
  await searchFor(page, NEWS_DIGITS, 1)
  const second = await rig.open('contract', { lastDigits: NEWS_DIGITS })
  later.push(first, second)
  const news = page.getByRole('button', { name: /^1 new/ })
  await eventually('the news', async () => {
    await page.keyboard.press('Shift')
    return news.isVisible()
  })
  expect(await orderOf(page)).toEqual([first.caseId])
  await pressOn(page, news)
  await expect.poll(() => orderOf(page), POLL).toHaveLength(2)
})

test('all that fit the filters are picked by one key, and rejected with one reason, each told', async () => {
  const { page } = asha
  await page.goto(`${instance.url}/inbox`)
  await searchFor(page, LAST_DIGITS, 2)
  await page.keyboard.press('Shift+X')
  await page.getByRole('toolbar').getByText('Picked: 2').waitFor()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Included (2)').waitFor()
  await pressOn(page, dialog.getByRole('radio').first(), 'Space')
  await pressOn(page, dialog.getByRole('button', { name: 'Reject 2 cases' }))
  await dialog.getByText('done', { exact: true }).nth(1).waitFor()
  await pressOn(page, dialog.getByRole('button', { name: 'Close' }).last())
  await Promise.all(many.map(({ caseId }) => rig.rows.untilStage(caseId, 'awaiting_outcome')))
})

test('a case is opened by hand, with the hardship that the customer declares', async () => {
  const { page } = asha
  await eventually('the customer in the read model', async () => {
    const { rowCount } = await rig.db.query('select from customers where customer = $1', [byHand])
    return rowCount === 1
  })
  await page.goto(`${instance.url}/customers/${byHand}`)
  await pressOn(page, page.getByRole('button', { name: 'Open a case by hand' }))
  await tabTo(page, page.getByRole('dialog').getByRole('radio', { name: 'Income shock' }))
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/inbox/${caseIdOf(byHand, 1)}`)
  await rig.rows.untilStage(caseIdOf(byHand, 1), 'awaiting_decision')
})

test('the pages wrote no error', () => {
  expect(asha.problems).toEqual([])
})

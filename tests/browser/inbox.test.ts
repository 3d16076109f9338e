import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openBrowser } from '../harness/browser.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { decide } from '../harness/decide.ts'
import { openDesk, type Desk } from '../harness/desk.ts'
import { distressedCustomer } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { messagesTo } from '../harness/phone-log.ts'
import { accessibilityProblems } from './accessibility.ts'

const instance = inject('instance')
const PHONE = '+919800066012'
const OPENS_WITHIN_MS = 120_000
const names = ['TWO-PEOPLE', 'SAME-PERSON', 'REJECTED', 'REFUSED', 'READ-ONLY', 'WORKED', 'AXE'] as const

let bank: BankSystem
let browser: Browser
let cases: CaseRows
let asha: Desk
let chitra: Desk
/** Cases that wait for their first decision, one for each test; opened together, which is quicker. */
let waiting: Record<(typeof names)[number], string>

beforeAll(async () => {
  bank = await openBankSystem(instance)
  browser = await openBrowser()
  cases = await openCaseRows(instance)
  const now_ms = await bank.now_ms()
  const opened = await Promise.all(names.map(async (name) => [name, await openCase(name, now_ms)] as const))
  waiting = Object.fromEntries(opened) as typeof waiting
  asha = await openDesk(browser, instance, 'asha')
  chitra = await openDesk(browser, instance, 'chitra')
})
afterAll(async () => {
  await browser.close()
  await bank.close()
  await cases.close()
})

/** A HIGH case that waits for its first decision. */
async function openCase(name: string, now_ms: number): Promise<string> {
  const token = await bank.token(`INBOX-${name}`)
  await bank.introduce(`INBOX-${name}`, { name: 'Ravi Tester', phone: PHONE })
  await bank.tell(token, distressedCustomer(`inbox-${name.toLowerCase()}`, now_ms).facts)
  const caseId = caseIdOf(token, 1)
  await cases.untilStage(caseId, 'awaiting_decision', OPENS_WITHIN_MS)
  return caseId
}

const tray = (page: Page) => page.getByRole('list', { name: 'Your latest decisions' })
const decision = (page: Page) => page.locator('footer[aria-label=Decision]')

async function show(desk: Desk, caseId: string): Promise<void> {
  await desk.page.goto(`${instance.url}/inbox/${caseId}`)
  await decision(desk.page).waitFor()
}

/** Presses J until the case is open: the queue may hold others. */
async function moveTo(page: Page, caseId: string): Promise<void> {
  await page.locator('[data-case]').first().waitFor()
  for (let step = 0; step < 50 && !page.url().includes(caseId); step++) {
    const before = page.url()
    await page.keyboard.press('j')
    await expect.poll(() => page.url()).not.toBe(before)
  }
  await expect.poll(() => page.url()).toContain(caseId)
  await page.locator(`article[data-shown="${caseId}"]`).waitFor()
}

test('a case is approved by two people and taken back in time, with the keyboard alone', async () => {
  const caseId = waiting['TWO-PEOPLE']
  await asha.page.goto(`${instance.url}/inbox`)
  await moveTo(asha.page, caseId)
  await asha.page.keyboard.press('a')
  await tray(asha.page).getByText('Waits for a second person').waitFor()
  await cases.untilStage(caseId, 'awaiting_second')

  await chitra.page.goto(`${instance.url}/inbox?queue=second`)
  await moveTo(chitra.page, caseId)
  await decision(chitra.page).getByText('Asha Rao approved').waitFor()
  await chitra.page.keyboard.press('a')
  await tray(chitra.page).getByRole('timer').waitFor()
  await cases.untilStage(caseId, 'holding')
  await chitra.page.keyboard.press('u')
  await tray(chitra.page).getByText('Nothing was sent').waitFor()
  await expect.poll(() => cases.stageOf(caseId)).toMatch(/^awaiting_(decision|second)$/)
  expect(await messagesTo(instance, PHONE)).toEqual([])
})

test('who gave the first approval is told why the second is another person’s', async () => {
  const caseId = waiting['SAME-PERSON']
  await show(asha, caseId)
  await asha.page.keyboard.press('a')
  await cases.untilStage(caseId, 'awaiting_second')
  await show(asha, caseId)
  await decision(asha.page).getByText('another person').waitFor()
  expect(await asha.page.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
})

test('a rejection needs a reason, and is made with the keyboard alone', async () => {
  const caseId = waiting.REJECTED
  await show(asha, caseId)
  await asha.page.keyboard.press('r')
  await asha.page.getByRole('dialog').waitFor()
  await asha.page.keyboard.press('Enter')
  await asha.page.getByText('Choose a reason').waitFor()
  await asha.page.keyboard.press('2')
  await asha.page.keyboard.press('Enter')
  await tray(asha.page).getByText('Rejected').waitFor()
  await cases.untilStage(caseId, 'awaiting_outcome')
  expect(await messagesTo(instance, PHONE)).toEqual([])
})

test('a decision that the product refuses is taken back on the page, with the reason', async () => {
  const caseId = waiting.REFUSED
  await show(asha, caseId)
  await asha.page.route('**/decisions', async (route) => {
    const body = route.request().postDataJSON() as Record<string, string>
    await route.continue({ postData: JSON.stringify({ ...body, evidenceHash: '0'.repeat(64) }) })
  })
  await asha.page.keyboard.press('a')
  await asha.page.getByRole('alert').getByText('Not decided').waitFor()
  await asha.page.unroute('**/decisions')
  await show(asha, caseId)
  expect(await asha.page.getByRole('button', { name: /^Approve/ }).count()).toBe(1)
  // The browser itself writes the refused request to the console.
  asha.problems.splice(0)
})

test('what another person decides meanwhile is told by name, on the case that one looks at', async () => {
  const caseId = waiting.REFUSED
  await show(asha, caseId)
  expect((await decide(chitra, instance, caseId, { verdict: 'approve' })).status).toBe(200)
  const news = asha.page.getByRole('alert', { name: 'This has changed while you were looking' })
  await news.getByText(/^Chitra .*: The case was approved$/).waitFor()
  await decision(asha.page)
    .getByText(/Chitra .* approved/)
    .waitFor()
})

test('other words outlive a reload, and are refused in words where the text is registered; by keyboard', async () => {
  const { page } = asha
  await show(asha, waiting.WORKED)
  await page.getByRole('region', { name: 'How urgent' }).waitFor()
  await page.keyboard.press('e')
  const words = page.getByRole('dialog').getByRole('textbox')
  await words.waitFor()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Thank you.')
  await page.getByText('Kept as a draft').waitFor()
  await page.reload()
  await page.getByRole('region', { name: 'How urgent' }).waitFor()
  await page.keyboard.press('e')
  await expect.poll(() => words.inputValue(), { timeout: 20_000 }).toMatch(/ Thank you\.$/)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('must be sent to the letter').waitFor()
  await page.keyboard.press('Escape')
  asha.problems.splice(0)
})

test('a case is taken and put off with the keyboard alone', async () => {
  const { page } = asha
  const caseId = waiting.WORKED
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.getByRole('radio', { name: '(you)', checked: true }).waitFor()
  await page.keyboard.press('Enter')
  await eventually('the new assignee', async () => {
    const { rows } = await cases.db.query('select assignee from cases where case_id = $1', [caseId])
    return rows[0]?.assignee === 'asha'
  })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('s')
  await page.getByRole('radio', { name: 'Until the risk changes' }).waitFor()
  await page.keyboard.press('Enter')
  await cases.untilStage(caseId, 'snoozed')
})

test('an auditor reads a case and has nothing to decide with', async () => {
  const caseId = waiting['READ-ONLY']
  const dev = await openDesk(browser, instance, 'dev')
  await show(dev, caseId)
  await decision(dev.page).getByText('does not decide').waitFor()
  expect(await dev.page.getByRole('button', { name: /^(Approve|Reject)/ }).count()).toBe(0)
  await dev.page.getByRole('region', { name: 'If it were sent now' }).getByText('SMS: It would').waitFor()
  await dev.page.getByRole('region', { name: 'Earlier cases and contacts' }).waitFor()
})

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s theme, wide and narrow',
  async (colorScheme) => {
    const caseId = waiting.AXE
    const { page } = asha
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const isCleanAtEachWidth = async () => {
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await accessibilityProblems(page), String(width)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
      }
    }
    await page.goto(`${instance.url}/inbox`)
    await page.locator('[data-case]').first().waitFor()
    await isCleanAtEachWidth()
    await show(asha, caseId)
    await isCleanAtEachWidth()
    await page.keyboard.press('r')
    await page.getByRole('dialog').waitFor()
    await isCleanAtEachWidth()
  },
)

test('the page asked no other host for anything and wrote no error', () => {
  expect([...asha.problems, ...chitra.problems]).toEqual([])
})

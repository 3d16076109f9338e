import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { openFor } from '../channels/agreed.ts'
import { openBrowser } from '../harness/browser.ts'
import { openDesk, type Desk } from '../harness/desk.ts'
import { eventually } from '../harness/processes.ts'
import { pressOn } from './keyboard.ts'

const instance = inject('instance')
const WITHIN_MS = 20_000

let rig: Rig
let browser: Browser
let [asha, chitra]: [Desk, Desk] = [] as never
let [raced, written, voided, seen]: [TestCase, TestCase, TestCase, TestCase] = [] as never

beforeAll(async () => {
  ;[rig, browser] = await Promise.all([openRig(instance), openBrowser()])
  await rig.jumpToLocal(10)
  ;[asha, chitra, raced, written, voided, seen] = await Promise.all([
    openDesk(browser, instance, 'asha'),
    openDesk(browser, instance, 'chitra'),
    rig.open('message'),
    openFor(rig, ['email']),
    rig.open('referral'),
    rig.open('contract'),
  ])
})
afterAll(async () => {
  await browser.close()
  await Promise.all([raced, written, voided, seen].map((one) => rig.pay(one)))
  await rig.close()
})

const footer = (page: Page) => page.locator('footer[aria-label=Decision]')
const words = (page: Page) => page.getByRole('dialog').getByRole('textbox')

async function show({ page }: Desk, { caseId }: TestCase): Promise<void> {
  await page.goto(`${instance.url}/inbox/${caseId}`)
  await page.getByRole('region', { name: 'How urgent' }).waitFor()
}

const claimsOn = async ({ caseId }: TestCase) =>
  (await rig.db.query('select from case_claims where case_id = $1 and until > now()', [caseId])).rowCount

/** The first has the case, the second looks on and takes it over; the first does not know it yet. By keyboard. */
async function bothOn(one: TestCase, first: Desk, second: Desk): Promise<void> {
  // After a decision a page goes on to the next case, and takes it.
  await Promise.all([first, second].map(({ page }) => page.goto(`${instance.url}/operations`)))
  await eventually('the case is free', async () => (await claimsOn(one)) === 0)
  await show(first, one)
  await eventually('the claim', async () => (await claimsOn(one)) === 1)
  await show(second, one)
  await pressOn(second.page, second.page.getByRole('button', { name: 'Take over' }))
  await second.page.getByRole('button', { name: /^Approve/ }).waitFor()
}

/** Opens the editor by its key and writes at the end of the message. */
async function write({ page }: Desk, sentence: string): Promise<void> {
  await page.keyboard.press('e')
  await words(page).waitFor()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(` ${sentence}`)
}

const decisionsOn = async ({ caseId }: TestCase) =>
  (
    await rig.db.query<{ actor: string; accepted: boolean }>(
      `select actor_id as actor, accepted from decisions where case_id = $1 order by at`,
      [caseId],
    )
  ).rows

test('two approve the same case at once: one decision counts, one message goes out, and the other is told why not', async () => {
  await bothOn(raced, asha, chitra)
  await Promise.all([asha.page.keyboard.press('a'), chitra.page.keyboard.press('a')])
  await eventually('both were answered', async () => (await decisionsOn(raced)).length === 2)
  const said = await decisionsOn(raced)
  expect(said.map(({ accepted }) => accepted).sort()).toEqual([false, true])
  const loser = said.find(({ accepted }) => !accepted)?.actor === 'asha' ? asha : chitra
  const winner = loser === asha ? chitra : asha
  const tray = winner.page.getByRole('list', { name: 'Your latest decisions' })
  await tray.getByText(/^(Approved|Released)/).waitFor()
  await rig.endUndoTime(raced)
  const refusal = loser.page.getByRole('alert').filter({ hasText: 'Not decided' })
  await refusal.getByText('The case waits for no such decision now').waitFor()
  await rig.rows.untilStage(raced.caseId, 'awaiting_outcome')
  expect(await rig.messages(raced)).toHaveLength(1)
  // The browser itself writes the refused request to the console.
  loser.problems.splice(0)
})

test('two change the same message: no words are lost, and each is told of the other’s', async () => {
  await bothOn(written, asha, chitra)
  await write(asha, 'Thank you for your time.')
  await write(chitra, 'We are here until six.')
  await chitra.page.keyboard.press('Control+Enter')
  await words(chitra.page).waitFor({ state: 'detached' })

  const alert = asha.page.getByRole('dialog').getByRole('alert')
  await alert.getByText('Somebody has changed the message meanwhile').waitFor({ timeout: WITHIN_MS })
  await alert.filter({ hasText: 'We are here until six.' }).waitFor()
  expect(await words(asha.page).inputValue()).toMatch(/Thank you for your time\.$/)
  await asha.page.keyboard.press('Control+Enter')
  await pressOn(asha.page, asha.page.getByRole('button', { name: 'I have read it' }))
  await pressOn(asha.page, words(asha.page), 'Control+Enter')
  await words(asha.page).waitFor({ state: 'detached' })

  const news = chitra.page.getByRole('alert', { name: 'This has changed while you were looking' })
  await news.getByText(/^Asha .*: The message was changed$/).waitFor({ timeout: WITHIN_MS })
  await news.filter({ hasText: 'Thank you for your time.' }).waitFor()
  const { rows } = await rig.db.query('select version from plans where case_id = $1 order by version', [
    written.caseId,
  ])
  expect(rows.map(({ version }) => version)).toEqual([1, 2, 3])
})

test('an approval that a new level voids says whose it was, what voided it and what it changed', async () => {
  await show(asha, voided)
  await asha.page.keyboard.press('a')
  await rig.rows.untilStage(voided.caseId, 'awaiting_second')
  await show(asha, voided)
  await rig.evaluate(voided, 'contract', 2)
  const notice = asha.page.getByRole('region', { name: 'The approval of Asha Rao no longer counts' })
  await notice.getByText('The level has changed').waitFor({ timeout: WITHIN_MS })
  await notice.getByText('Level', { exact: true }).waitFor()
})

test('what came after the evidence was frozen is shown as seen since, and voids nothing', async () => {
  await rig.evaluate(seen, 'contract', 2, { transactions_90d: 44 })
  await eventually('the later look', async () => {
    const { rows } = await rig.db.query<{ body: string | null }>(
      'select body from customers where customer = $1',
      [seen.customer],
    )
    return rows[0]?.body?.includes('"transactions_90d":44') ?? false
  })
  await show(chitra, seen)
  const notice = chitra.page.getByRole('region', { name: 'Seen since the evidence was frozen' })
  await notice.getByText('It voids nothing').waitFor()
  await notice.getByText('44').waitFor()
  await footer(chitra.page)
    .getByRole('button', { name: /^Approve/ })
    .waitFor()
})

test('the pages asked no other host for anything and wrote no error', () => {
  expect([...asha.problems, ...chitra.problems]).toEqual([])
})

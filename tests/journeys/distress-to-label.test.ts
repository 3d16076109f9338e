import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openBrowser } from '../harness/browser.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { openDesk } from '../harness/desk.ts'
import { distressedCustomer, paymentOf } from '../harness/distressed-customer.ts'
import { exportedCase } from '../harness/exported-case.ts'
import { messagesTo } from '../harness/phone-log.ts'
import { eventually } from '../harness/processes.ts'

const instance = inject('instance')
const PHONE = '+919800077015'
/** Only rows within the window are in the page: so high that the cases of other tests fit above this one. */
const HIGH_WINDOW = { width: 1440, height: 8000 }

let bank: BankSystem
let browser: Browser
let cases: CaseRows

beforeAll(async () => {
  bank = await openBankSystem(instance)
  browser = await openBrowser()
  cases = await openCaseRows(instance)
})
afterAll(async () => {
  await browser.close()
  await bank.close()
  await cases.close()
})

test('a distressed customer is seen, approved by two people in the browser, written to once, and becomes a label', async () => {
  const now_ms = await bank.now_ms()
  const token = await bank.token('JOURNEY-1')
  const caseId = caseIdOf(token, 1)
  await bank.introduce('JOURNEY-1', { name: 'Meera Journeywala', phone: PHONE })

  const asha = await openDesk(browser, instance, 'asha')
  await asha.page.getByRole('navigation').or(asha.page.getByRole('tablist')).first().waitFor()
  const customer = distressedCustomer('journey-1', now_ms)
  await bank.tell(token, customer.facts)

  await asha.page.setViewportSize(HIGH_WINDOW)

  // The case appears in the open inbox by itself: nothing is reloaded.
  const row = asha.page.locator(`[data-case="${caseId}"]`)
  const news = asha.page.getByRole('button', { name: /new/i })
  await row.or(news).first().waitFor({ timeout: 60_000 })
  if (!(await row.isVisible())) await news.click()
  await row.click()
  await asha.page.getByRole('button', { name: /^Approve/ }).waitFor()
  await expect.poll(() => asha.page.content()).not.toContain('Journeywala')
  await asha.page.keyboard.press('a')
  await cases.untilStage(caseId, 'awaiting_second')

  const chitra = await openDesk(browser, instance, 'chitra')
  await chitra.page.goto(`${instance.url}/inbox/${caseId}`)
  await chitra.page.getByRole('button', { name: /^Approve/ }).click()
  await cases.untilStage(caseId, 'awaiting_outcome')

  const messages = await messagesTo(instance, PHONE)
  expect(messages).toHaveLength(1)
  expect(messages[0]?.body).toContain('Meera')
  expect(messages[0]?.body).not.toMatch(/\{\{/)

  await bank.tell(token, [paymentOf('journey-1', customer.obligationId, now_ms)])
  await cases.untilStage(caseId, 'closed')
  await expectLabel(token, customer.obligationId, caseId)
  await expectCompleted(caseId)
  await expectExported(caseId)
  expect(await messagesTo(instance, PHONE)).toHaveLength(1)
  expect(asha.problems).toEqual([])
  expect(chitra.problems).toEqual([])
})

async function expectLabel(token: string, obligationId: string, caseId: string): Promise<void> {
  const { rows } = await cases.db.query('select * from outcomes where customer = $1 and obligation_id = $2', [
    token,
    obligationId,
  ])
  const evidence = await cases.db.query('select hash, body from evidence where case_id = $1', [caseId])
  const frozen = JSON.parse(evidence.rows[0]?.body)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    result: 'on_time',
    label: 0,
    case_id: caseId,
    assignment: 'outreach',
    receipt: { approved: true, blocked: false, sent: true, delivered: true },
    action: frozen.intervention.id,
    channel: 'sms',
    frozen_features: frozen.features,
    evidence_hash: evidence.rows[0]?.hash,
  })
  expect(frozen).toMatchObject({ level: 'HIGH', hardship: { type: 'INCOME_SHOCK' } })
}

async function expectCompleted(caseId: string): Promise<void> {
  const connection = await Connection.connect({ address: instance.environment['TEMPORAL_ADDRESS'] ?? '' })
  const handle = new Client({ connection }).workflow.getHandle(caseId)
  await eventually(
    'the workflow is completed',
    async () => (await handle.describe()).status.name === 'COMPLETED',
  )
  const history = await handle.fetchHistory()
  expect(history.events?.length).toBeLessThanOrEqual(80)
  await connection.close()
}

async function expectExported(caseId: string): Promise<void> {
  const file = join(instance.home, 'export.jsonl')
  const line = await exportedCase(instance, file, `"caseId":"${caseId}"`)
  const exported = JSON.parse(line)
  expect(exported.runs[0].events.length).toBeGreaterThan(10)
  expect(exported.evidence).toHaveLength(1)
  expect(exported.messages.steps).toHaveLength(1)
}

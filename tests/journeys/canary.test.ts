import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openBrowser } from '../harness/browser.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { decide } from '../harness/decide.ts'
import { openDesk } from '../harness/desk.ts'
import { distressedCustomer, paymentOf } from '../harness/distressed-customer.ts'
import { exportedCase } from '../harness/exported-case.ts'
import { messagesTo } from '../harness/phone-log.ts'

/** Things that only the vault and the phone network may know. Each is unique, so that finding it proves a leak. */
const canary = {
  name: 'Xylophonia Quartzberg',
  phone: '+919836251495',
  remark: 'keeps a canary called Tweetleby in the kitchen',
  rejectRemark: 'her cousin Zanzibarro answered the phone',
}
const bankIds = { sent: 'CANARYBANKID-7731', rejected: 'CANARYBANKID-9452' }
const secrets = [
  ...['Xylophonia', 'Quartzberg', '9836251495', 'Tweetleby', 'Zanzibarro'],
  ...Object.values(bankIds),
]
const FLUSHED_AFTER_MS = 2_500

const instance = inject('instance')

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

test('names, phones and free texts of customers stand in no store, log or export but the vault', async () => {
  const tokens = await liveThrough()
  await sleep(FLUSHED_AFTER_MS)
  const exported = join(instance.home, 'canary-export.jsonl')
  await exportedCase(instance, exported, tokens.sent)
  appendFileSync(join(instance.home, 'logs', 'api.log'), `{"msg":"${tokens.sent}"}\n`)

  for (const place of [
    join(instance.home, 'kafka'),
    join(instance.home, 'redis'),
    join(instance.home, 'temporal'),
    join(instance.home, 'logs'),
    exported,
  ]) {
    expect(filesWith(place, [tokens.sent]), `the marker must be found in ${place}`).not.toEqual([])
    expect(filesWith(place, secrets), `a person shows in ${place}`).toEqual([])
  }
})

/** One customer is written to, another is rejected with a remark: all the ways that a person's data can take. */
async function liveThrough(): Promise<{ sent: string }> {
  const now_ms = await bank.now_ms()
  const asha = await openDesk(browser, instance, 'asha')
  const chitra = await openDesk(browser, instance, 'chitra')
  const [sent, rejected] = [
    await openCase(bankIds.sent, 'canary-1', now_ms),
    await openCase(bankIds.rejected, 'canary-2', now_ms),
  ]
  await decide(asha, instance, rejected.caseId, {
    verdict: 'reject',
    rejectReason: 'other',
    remark: canary.rejectRemark,
  })
  await decide(asha, instance, sent.caseId, { verdict: 'approve' })
  await decide(chitra, instance, sent.caseId, { verdict: 'approve' })
  await cases.untilStage(sent.caseId, 'awaiting_outcome')
  expect((await messagesTo(instance, canary.phone))[0]?.body).toContain('Xylophonia')
  for (const { token, name, obligationId } of [sent, rejected]) {
    await bank.tell(token, [paymentOf(name, obligationId, now_ms)])
  }
  for (const { caseId } of [sent, rejected]) await cases.untilStage(caseId, 'closed')
  return { sent: sent.token }
}

async function openCase(bankId: string, name: string, now_ms: number) {
  const token = await bank.token(bankId)
  await bank.introduce(bankId, { name: canary.name, phone: canary.phone, remark: canary.remark })
  const { facts, obligationId } = distressedCustomer(name, now_ms)
  await bank.tell(token, facts)
  const caseId = caseIdOf(token, 1)
  await cases.untilStage(caseId, 'awaiting_decision')
  return { token, caseId, name, obligationId }
}

/** Files below a path whose bytes hold any of the words, in any case, as they are, in UTF-16 or in base64. */
function filesWith(path: string, words: readonly string[]): string[] {
  const patterns = words.flatMap((word) => [
    ...[Buffer.from(word), Buffer.from(word, 'utf16le')].map(lowerCased),
    ...base64Forms(word).map((form) => lowerCased(Buffer.from(form))),
  ])
  return filesBelow(path).filter((file) => {
    const bytes = lowerCased(readFileSync(file))
    return patterns.some((pattern) => bytes.includes(pattern))
  })
}

/** Makes the letters A–Z small, in place; all other bytes stay. */
function lowerCased(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20
  }
  return bytes
}

/** What of a word shows in the base64 of a text that holds it, for each of the three places where it may begin. */
const base64Forms = (word: string): string[] =>
  [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), Buffer.from(word)])
    const first = Math.ceil((before * 8) / 6)
    return all.toString('base64').slice(first, Math.floor((all.length * 8) / 6))
  })

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

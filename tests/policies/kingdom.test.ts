import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Evaluation } from '../../domain/evaluation.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import { assess } from '../../policies/assess.ts'
import { loadPack } from '../../policies/pack.ts'
import { contactsSince } from '../../stores/postgres/contact-log.ts'
import { asha, chitra } from '../case/people.ts'
import { openRig, reasonOf, type Rig, type TestCase } from '../case/rig.ts'
import { mailbox, stepsOf } from '../channels/agreed.ts'
import { phonesOf, type Phones } from '../channels/phones.ts'
import { StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'
import { isFree } from '../../stack/ports.ts'

const WITHIN_MS = 60_000
const SINCE = '2026-01-01T00:00:00.000Z'
const MINUTE_MS = 60_000
const FIRST_PORT = 27_800

const instance = inject('instance')
const pack = loadPack('uk')
let rig: Rig
let phones: Phones
let worker: StaffClient
let api: ChildProcess
let url: string
beforeAll(async () => {
  phones = phonesOf(instance)
  ;[rig, worker, url] = await Promise.all([
    openRig(instance),
    StaffClient.signIn(instance, 'asha'),
    startApi(),
  ])
  // Monday to Thursday, half past nine or later in London.
  await rig.jumpToWorkday(15)
})
afterAll(async () => {
  api.kill('SIGTERM')
  await once(api, 'exit')
  await rig.close()
})

/** A second API beside the shared one, of a bank in the United Kingdom. Gives its address. */
async function startApi(): Promise<string> {
  let port = FIRST_PORT
  while (!(await isFree(port))) port++
  const address = `http://localhost:${port}`
  api = fork(join(import.meta.dirname, '..', '..', 'api', 'server.ts'), [], {
    env: {
      ...process.env,
      ...instance.environment,
      ...{ PORT: String(port), EQUILIBRATE_PUBLIC_URL: address, EQUILIBRATE_PACK: 'uk' },
    },
    stdio: 'ignore',
  })
  await once(api, 'message')
  return address
}

/** INCOME_SHOCK at HIGH as the pack of the United Kingdom sees it: servicing, which rests on the contract. */
const british = (evaluation: Evaluation): Evaluation => ({
  ...evaluation,
  ...assess(pack, { ...evaluation, probability: null }),
  pack: pack.ref,
  obligation: evaluation.obligation && { ...evaluation.obligation, currency: 'GBP' },
})

/** Somebody in London; `consents`: besides what the contract carries. */
const openFor = (preferredChannel: MessageChannel, consents: MessageChannel[] = [], lastDigits?: string) =>
  rig.open('contract', {
    change: british,
    ...(lastDigits && { lastDigits }),
    introduce: async ({ bankId, phone }) => {
      await rig.bank.doors.putContact(bankId, {
        ...{ name: 'Testa Personova', language: 'en', zone: 'Europe/London', phone, preferredChannel },
        ...(preferredChannel !== 'sms' && { email: mailbox(phone) }),
      })
      const agreed = {
        customerId: bankId,
        purpose: 'servicing',
        basis: 'consent',
        status: 'granted',
        at: SINCE,
      } as const
      await rig.bank.doors.postConsents(consents.map((channel) => ({ ...agreed, channel })))
    },
  })

/** Two people approve; the first once more where what the customer wrote has just made the approval void. */
const approve = (one: TestCase): Promise<true> =>
  eventually('two people have approved', async () => {
    const stage = await rig.rows.stageOf(one.caseId)
    if (stage === 'awaiting_second')
      return (await reasonOf(rig.approveAtOnce(await rig.now(one), chitra))) === 'taken'
    if (stage === 'awaiting_decision' || stage === 'blocked')
      await reasonOf(rig.approve(await rig.now(one), asha))
    return false
  })

/** What the customer writes by SMS, as the network brings it; gives the words that are answered. */
async function writes(one: TestCase, words: string): Promise<string | null> {
  const address = `${url}/v1/callbacks/twilio/inbound`
  const form = { MessageSid: `SM${crypto.randomUUID()}`, From: one.phone, Body: words }
  const token = instance.environment['TWILIO_AUTH_TOKEN'] ?? ''
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(token, address, form) },
    body: new URLSearchParams(form),
  })
  expect(answer.status).toBe(200)
  return /<Message>(.*)<\/Message>/.exec(await answer.text())?.[1] ?? null
}

describe.concurrent('in the United Kingdom', () => {
  test('an SMS says how to stop; STOP in a sentence ends all at once and is confirmed once; HELP is answered', async () => {
    const one = await openFor('sms')
    expect(await writes(one, 'Help')).toContain('to talk with a person call 0800 000 0100')
    expect(await writes(one, 'Could you please stop texting me?')).toContain(
      'you get no more of these messages',
    )
    expect(await writes(one, 'STOP')).toBeNull()
    await approve(one)
    await rig.rows.untilStage(one.caseId, 'blocked', WITHIN_MS)
    expect((await rig.row(one))['stage_reason']).toBe('uk.opt-out')
    expect(await phones.messagesOf(one.phone)).toEqual([])

    // Of two words at the same instant the withdrawal stands.
    await rig.jumpTo((await rig.bank.now_ms()) + MINUTE_MS)
    expect(await writes(one, 'START')).toBeNull()
    await approve(one)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    const [message, ...more] = await phones.messagesOf(one.phone)
    expect(more).toEqual([])
    expect(message?.body).toContain('Reply STOP to opt out.')
  })

  test('a breathing space stops what is approved and waits', async () => {
    const one = await openFor('sms')
    await rig.approve(one, asha)
    await rig.approve(one, chitra)
    const until = new Date((await rig.bank.now_ms()) + 50 * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)
    const notice = { customer: one.customer, kind: 'breathing_space', until }
    expect((await worker.send('POST', '/v1/holds', notice)).status).toBe(200)
    await rig.rows.untilStage(one.caseId, 'on_hold', WITHIN_MS)
    expect((await rig.row(one))['approved_by']).toEqual([])
    expect(await rig.messages(one)).toEqual([])
  })

  test('who has agreed to calls is called, hears nothing of money, and the call counts as one', async () => {
    const one = await openFor('voice', ['voice'])
    await approve(one)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    const [call, ...more] = await phones.messagesOf(one.phone)
    expect(more).toEqual([])
    expect(call).toMatchObject({
      medium: 'voice',
      body: expect.stringContaining('This is Demo Bank, with an automated call.'),
    })
    expect(call?.body).not.toMatch(/payment|bill|money|loan/i)
    await eventually('it has ended', async () => (await stepsOf(rig, one))[0]?.status === 'delivered')
    const contacts = await contactsSince(rig.db, { customer: one.customer, since: SINCE, exceptKey: '' })
    expect(contacts).toMatchObject([{ channel: 'voice', kind: 'call' }])
  })

  test('without consent to calls there is none in the plan', async () => {
    const one = await openFor('voice')
    const { rows } = await rig.db.query<{ channels: string }>(
      `select jsonb_path_query_array(body::jsonb, '$.steps[*].channel') as channels from plans where case_id = $1`,
      [one.caseId],
    )
    expect(rows[0]?.channels).toEqual(['sms', 'whatsapp', 'email'])
  })

  test('an engaged line lets the next channel follow; a message that is filtered lets none', async () => {
    const one = await openFor('voice', ['voice'], '0009')
    await approve(one)
    await rig.rows.untilStage(one.caseId, 'blocked', WITHIN_MS)
    expect((await rig.row(one))['stage_reason']).toContain('30007')
    const { body } = await worker.get(`/v1/tasks?caseId=${one.caseId}`)
    const tasks = (body['tasks'] as { queue: string; rule: string }[]).map(
      ({ queue, rule }) => `${queue}: ${rule}`,
    )
    expect(tasks.sort()).toEqual([
      'cases: uk.forbearance-review',
      'operations: provider.30007',
      'supervisors: uk.forbearance-record',
    ])
    expect(await stepsOf(rig, one)).toEqual([
      { channel: 'voice', status: 'failed' },
      { channel: 'sms', status: 'undelivered' },
    ])
    expect(await phones.messagesOf(mailbox(one.phone))).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asha } from '../case/people.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { bankClient, StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'
import { mailbox, openFor, stepsOf } from './agreed.ts'
import { phonesOf, type Phones } from './phones.ts'

const WITHIN_MS = 60_000

let rig: Rig
let phones: Phones
let [worker, auditor]: [StaffClient, StaffClient] = [] as never
beforeAll(async () => {
  const instance = inject('instance')
  phones = phonesOf(instance)
  ;[rig, worker, auditor] = await Promise.all([
    openRig(instance),
    StaffClient.signIn(instance, 'asha'),
    StaffClient.signIn(instance, 'dev'),
  ])
  await rig.jumpToLocal(10)
})
afterAll(() => rig.close())

const standingConsents = async ({ customer }: TestCase): Promise<number> => {
  const { rows } = await rig.db.query<{ n: number }>(
    `select count(*)::int as n from (select distinct on (channel, purpose) status from consents where customer = $1
       order by channel, purpose, at desc) last where status = 'granted'`,
    [customer],
  )
  return rows[0]?.n ?? -1
}

describe.concurrent('channels besides SMS', () => {
  test('an approved WhatsApp step goes out as approved content, and is told to be read', async () => {
    const one = await openFor(rig, ['whatsapp', 'sms'])
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    const [message, ...more] = await phones.messagesOf(one.phone)
    expect(more).toEqual([])
    expect(message).toMatchObject({ medium: 'whatsapp', to: `whatsapp:${one.phone}` })
    expect(message?.body).toContain('Hello Testa')
    await eventually('the customer has read it', async () => (await stepsOf(rig, one))[0]?.status === 'read')
  })

  test('the next approved channel follows only once the first has failed for good; a mail has one click out', async () => {
    const one = await openFor(rig, ['whatsapp', 'email'], '0011')
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    expect(await stepsOf(rig, one)).toEqual([
      { channel: 'whatsapp', status: 'undelivered' },
      { channel: 'email', status: 'sent' },
    ])
    const [mail, ...more] = await phones.messagesOf(mailbox(one.phone))
    expect(more).toEqual([])
    expect(mail).toMatchObject({ medium: 'email', subject: 'A note from Demo Bank' })
    expect(mail?.body).toContain('Hello Testa')

    const way = mail?.unsubscribe ?? ''
    expect(await (await fetch(way)).text()).toContain('Stop messages')
    expect(await standingConsents(one)).toBe(2)
    expect((await fetch(way, { method: 'POST' })).status).toBe(200)
    expect(await standingConsents(one)).toBe(0)
  })

  test('an opt-out that the provider knows of is kept, and no other channel goes round it', async () => {
    const one = await openFor(rig, ['sms', 'whatsapp', 'email'], '0008')
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, 'blocked', WITHIN_MS)
    expect((await rig.row(one))['stage_reason']).toContain('21610')
    expect(await stepsOf(rig, one)).toEqual([{ channel: 'sms', status: null }])
    expect(await standingConsents(one)).toBe(2)
    expect(await phones.messagesOf(mailbox(one.phone))).toEqual([])
  })
})

describe.concurrent('what customers write', () => {
  test('STOP in a sentence, told twice, ends everything at once, and one confirmation goes out', async () => {
    const one = await openFor(rig, ['whatsapp', 'sms'], '0006')
    await phones.type(`whatsapp:${one.phone}`, 'Hello, please stop messaging me')
    await eventually('nothing is agreed any more', async () => (await standingConsents(one)) === 0)
    await eventually(
      'the confirmation is there',
      async () => (await phones.messagesOf(one.phone)).length === 1,
    )
    expect((await phones.messagesOf(one.phone))[0]?.body).toContain('you get no more of these messages')
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, 'blocked', WITHIN_MS)
    // A second STOP is heard and not confirmed again.
    await phones.type(`whatsapp:${one.phone}`, 'STOP')
    await eventually('both are kept', async () => (await repliesOf(worker, one)).length === 2)
    expect(await phones.messagesOf(one.phone)).toHaveLength(1)
  })

  test('an approval that waits for its undo time is void once the customer says stop', async () => {
    const one = await openFor(rig, ['whatsapp'])
    await rig.approve(one, asha)
    await phones.type(`whatsapp:${one.phone}`, 'बंद करो')
    await eventually('the approval is void', async () => {
      const row = await rig.row(one)
      return row['stage'] === 'awaiting_decision' && row['stage_reason'] === 'changed:opt-out'
    })
    const told = (await phones.messagesOf(one.phone)).map(({ direction }) => direction)
    expect(told).toEqual(['outbound-reply'])
  })

  test('words go to the worker of the case and stay in the vault; a reply opens the window', async () => {
    const one = await openFor(rig, ['whatsapp'])
    await phones.type(`whatsapp:${one.phone}`, 'My father is ill, can we talk?')
    await eventually('the worker has them', async () => (await repliesOf(worker, one)).length === 1)
    expect(await repliesOf(worker, one)).toMatchObject([
      { kind: 'text', channel: 'whatsapp', text: 'My father is ill, can we talk?', caseId: one.caseId },
    ])
    expect(await repliesOf(auditor, one)).toMatchObject([{ kind: 'text', text: null }])
    const { rows } = await rig.db.query(`select kind from contact_log where customer = $1`, [one.customer])
    expect(rows).toEqual([{ kind: 'inbound' }])
    await eventually('a task is left', async () => {
      const { body } = await worker.get(`/v1/tasks?caseId=${one.caseId}`)
      return (body['tasks'] as { rule: string }[]).some(({ rule }) => rule === 'inbound.text')
    })
  })

  test('who asks for help on WhatsApp is told whom to call; in India an SMS to us is kept and not answered', async () => {
    const one = await openFor(rig, ['whatsapp', 'sms'])
    await phones.type(`whatsapp:${one.phone}`, 'मदद')
    const told = await eventually('the answer is there', async () => (await phones.messagesOf(one.phone))[0])
    expect(told).toMatchObject({ medium: 'whatsapp', direction: 'outbound-reply' })
    expect(told.body).toContain('to talk with a person call 1800 000 0100')
    await phones.type(one.phone, 'help')
    await eventually('both are kept', async () => (await repliesOf(worker, one)).length === 2)
    expect(await phones.messagesOf(one.phone)).toHaveLength(1)
  })

  test('who calls the freephone is left alone, and a stranger’s callback is refused', async () => {
    const one = await openFor(rig, ['sms'])
    const bank = await bankClient(inject('instance'))
    const told = { customerId: one.bankId, by: 'freephone' }
    expect(await bank.send('POST', '/v1/opt-outs', told)).toMatchObject({
      status: 200,
      body: { customer: one.customer },
    })
    expect(await standingConsents(one)).toBe(0)
    const forged = await fetch(`${inject('instance').url}/v1/callbacks/twilio/inbound`, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'bm90IHRoZWlycw==' },
      body: new URLSearchParams({ MessageSid: 'SM1', From: one.phone, Body: 'START' }),
    })
    expect(forged.status).toBe(403)
  })
})

const repliesOf = async (client: StaffClient, { caseId }: TestCase): Promise<Record<string, unknown>[]> =>
  (await client.get(`/v1/cases/${caseId}/replies`)).body['replies'] as Record<string, unknown>[]

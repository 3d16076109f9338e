import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asha } from '../case/people.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'
import { lockCase } from '../../stores/postgres/case-lock.ts'
import { liftSwitch, throwSwitch } from '../../stores/postgres/kill-switches.ts'
import { mailbox, openFor, stepsOf } from './agreed.ts'
import { phonesOf, type Phones } from './phones.ts'

const WITHIN_MS = 60_000
const instance = inject('instance')

let rig: Rig
let phones: Phones
let supervisor: StaffClient
beforeAll(async () => {
  phones = phonesOf(instance)
  ;[rig, supervisor] = await Promise.all([openRig(instance), StaffClient.signIn(instance, 'chitra')])
  await rig.jumpToLocal(10)
})
afterAll(() => rig.close())

type Switch = { id: string; scope: string; value: string; setBy: string }
const standing = async () => (await supervisor.get('/v1/kill-switches')).body['switches'] as Switch[]
const goesTo = async (one: TestCase, stage: string): Promise<unknown> => {
  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, stage, WITHIN_MS)
  return (await rig.row(one))['stage_reason']
}

test.each([
  ['0013', '21408', 'the country is not enabled', 'country', 'in'],
  ['0014', '21656', 'the variables of the content are wrong', 'template', expect.any(String)],
  ['0015', '30002', 'the account is suspended', 'global', '*'],
])('number %s, error %s: %s, and nothing of that %s is sent until a person lifts it', async (...row) => {
  const [lastDigits, code, , scope, value] = row
  const [first, second] = [await rig.open('message', { lastDigits }), await rig.open('message')]
  expect(await goesTo(first, 'blocked')).toContain(code)
  const [thrown, ...more] = await standing()
  expect(more).toEqual([])
  expect(thrown).toMatchObject({ scope, value, setBy: 'provider' })

  expect(await goesTo(second, 'blocked')).toBe(`gate.kill-switch.${scope}`)
  expect(await rig.messages(second)).toEqual([])
  const lifted = await supervisor.send('POST', `/v1/kill-switches/${thrown?.id}/lift`)
  expect(lifted.status).toBe(200)
  await goesTo(second, 'awaiting_outcome')
  expect(await rig.messages(second)).toHaveLength(1)
  await Promise.all([rig.pay(first), rig.pay(second)])
})

test('a channel that the gate stops is passed over: the next approved one is used, and the block has left its task', async () => {
  const one = await openFor(rig, ['whatsapp', 'sms'])
  const stopped = { scope: 'channel', value: 'whatsapp', reason: 'incident', setBy: 'test' } as const
  const { id = '' } = (await throwSwitch(rig.db, stopped)) ?? {}
  try {
    await goesTo(one, 'awaiting_outcome')
  } finally {
    await liftSwitch(rig.db, id, 'another')
  }
  const { rows } = await rig.db.query(
    `select channel, state, gate_verdict ->> 'rule' as rule from dispatch_intents where case_id = $1 order by step_index`,
    [one.caseId],
  )
  expect(rows).toEqual([
    { channel: 'whatsapp', state: 'blocked', rule: 'gate.kill-switch.channel' },
    { channel: 'sms', state: 'accepted', rule: 'gate.passed' },
  ])
  const tasks = await rig.db.query(`select queue, rule from tasks where case_id = $1 and kind = 'blocked'`, [
    one.caseId,
  ])
  expect(tasks.rows).toEqual([{ queue: 'operations', rule: 'gate.kill-switch.channel' }])
  await rig.pay(one)
})

test('cancelled while its first channel is being sent: that one goes to its end, and no further channel follows', async () => {
  const one = await openFor(rig, ['whatsapp', 'email'], '0011')
  await rig.approve(one, asha)
  const handle = rig.temporal.client.workflow.getHandle(one.caseId)
  // The step waits before its intent as long as somebody else works on the case.
  await rig.db.transaction(async (client) => {
    await lockCase(client, one.caseId)
    await rig.endUndoTime(one)
    await eventually('it is being sent', async () => {
      const { raw } = await handle.describe()
      return raw.pendingActivities?.some(({ activityType }) => activityType?.name === 'dispatchMessage')
    })
    await handle.cancel()
  })
  await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
  expect((await rig.row(one))['stage_reason']).toBe('cancelled:operations')
  expect(await stepsOf(rig, one)).toEqual([{ channel: 'whatsapp', status: 'undelivered' }])
  expect(await phones.messagesOf(mailbox(one.phone))).toEqual([])
  await rig.pay(one)
})

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { armFault, eventually, killChild, pidOf, untilFaultHit } from '../harness/processes.ts'
import { asha, chitra } from './people.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

const instance = inject('instance')
/** Undo time, the death noticed by its heartbeat, the restart, and the quiet period. */
const RESOLVED_WITHIN_MS = 150_000
/** Long enough for anything that were sent by itself to be seen. */
const WATCHED_MS = 10_000

const watched: { one: TestCase; messages: number }[] = []

let rig: Rig
beforeAll(async () => {
  rig = await openRig(instance)
})
afterAll(() => rig.close())

const stepOf = async ({ caseId }: TestCase) =>
  (await rig.db.query(`select * from dispatch_intents where case_id = $1`, [caseId])).rows as Record<
    string,
    unknown
  >[]

test('killed after the network accepted and before the answer was stored: the callback resolves it, one message', async () => {
  await rig.jumpToLocal(10)
  const one = await rig.open('message')
  armFault(instance, 'outreach.after-send')
  await rig.approve(one, asha)
  await untilFaultHit(instance, 'outreach.after-send')
  await rig.rows.untilStage(one.caseId, 'awaiting_outcome', RESOLVED_WITHIN_MS)
  expect(await rig.messages(one)).toHaveLength(1)
  expect(await stepOf(one)).toMatchObject([{ state: 'accepted', status: 'delivered' }])
  watched.push({ one, messages: 1 })
})

test('killed after the intent and before the send: nothing is sent, and a person sees it as unresolved', async () => {
  await rig.jumpToLocal(10)
  const one = await rig.open('message')
  armFault(instance, 'outreach.after-intent')
  await rig.approve(one, asha)
  await untilFaultHit(instance, 'outreach.after-intent')
  await rig.rows.untilStage(one.caseId, 'unresolved', RESOLVED_WITHIN_MS)
  expect(await stepOf(one)).toMatchObject([{ state: 'unknown', provider_id: null }])
  expect(await rig.messages(one)).toEqual([])
  await rig.reject(one, asha)
  expect((await rig.row(one))['stage']).toBe('awaiting_outcome')
  await rig.pay(one)
  await rig.rows.untilStage(one.caseId, 'closed')
  expect((await rig.outcome(one))?.['receipt']).toMatchObject({
    approved: true,
    sent: false,
    delivered: false,
  })
  watched.push({ one, messages: 0 })
})

describe.concurrent('at the same time', () => {
  beforeAll(() => rig.jumpToLocal(10))

  test('accepted but never answered and never called back: the network’s list resolves it, one message', async () => {
    const one = await rig.open('message', { lastDigits: '0007' })
    await rig.approve(one, asha)
    await eventually(
      'the step is found in the list',
      async () => (await stepOf(one))[0]?.['state'] === 'accepted',
      RESOLVED_WITHIN_MS,
    )
    watched.push({ one, messages: 1 })
  })

  test('the case worker is killed while a case waits: the approval still works', async () => {
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    const died = killChild(instance, 'cases')
    expect((await rig.approve(one, chitra)).stage).toBe('holding')
    expect(pidOf(instance, 'cases')).not.toBe(died)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', RESOLVED_WITHIN_MS)
    expect(await rig.messages(one)).toHaveLength(1)
  })
})

test('nothing more was sent by itself', async () => {
  await sleep(WATCHED_MS)
  expect(watched).not.toEqual([])
  for (const { one, messages } of watched) expect(await rig.messages(one)).toHaveLength(messages)
})

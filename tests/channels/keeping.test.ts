import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { reconcileDay } from '../../activities/reconcile-day.ts'
import { leaveDueReviews } from '../../stores/postgres/hold-reviews.ts'
import { takeTurn } from '../../stores/postgres/sender-turns.ts'
import { openCalls } from '../../stores/twilio/calls.ts'
import { openTwilio } from '../../stores/twilio/client.ts'
import { openMessages } from '../../stores/twilio/messages.ts'
import { asha } from '../case/people.ts'
import { openRig, type Rig } from '../case/rig.ts'
import { eventually } from '../harness/processes.ts'
import { openFor, stepsOf } from './agreed.ts'

const WITHIN_MS = 60_000

let rig: Rig
beforeAll(async () => {
  rig = await openRig(inject('instance'))
  await rig.jumpToLocal(10)
})
afterAll(() => rig.close())

test('a call is put through by Twilio’s API, and its callbacks bring the step to its end', async () => {
  const { environment, url } = inject('instance')
  const [key, reference] = [`call/${crypto.randomUUID()}`, crypto.randomUUID()]
  await rig.db.query(
    `insert into dispatch_intents (dispatch_key, reference, case_id, plan_hash, step_index, channel, customer, body_sha256, state)
     values ($1, $2, $1, '', 0, 'voice', 'c_nobody', '', 'unknown')`,
    [key, reference],
  )
  const sent = await openCalls(twilioOf(environment)).send({
    ...{ to: '+919811112225', from: environment['TWILIO_VOICE_FROM'] ?? '', text: 'Hello', subject: null },
    ...{ language: 'en', content: null, stepKey: key, unsubscribeUrl: url },
    callbackUrl: `${url}/v1/callbacks/twilio/call?ref=${reference}`,
  })
  expect(sent).toMatchObject({ is: 'accepted', status: 'queued' })
  await eventually('the call was taken and has ended', async () => {
    const { rows } = await rig.db.query(
      `select state, status from dispatch_intents where dispatch_key = $1`,
      [key],
    )
    return rows[0]?.state === 'accepted' && rows[0]?.status === 'delivered'
  })
})

test('a hold whose review is due makes one task', async () => {
  const one = await openFor(rig, ['sms'])
  const now = new Date(await rig.bank.now_ms()).toISOString()
  await rig.db.query(
    `insert into holds (customer, kind, starts_at, ends_at, review_at, placed_by)
     values ($1, 'complaint', $2::timestamptz - interval '9 days', $2::timestamptz + interval '9 days', $2, 'test')`,
    [one.customer, now],
  )
  await leaveDueReviews(rig.db, now)
  await leaveDueReviews(rig.db, now)
  const { rows } = await rig.db.query(`select kind, queue, rule from tasks where customer = $1`, [
    one.customer,
  ])
  expect(rows).toEqual([{ kind: 'hold-review', queue: 'cases', rule: 'hold.complaint' }])
})

test('a sender keeps its pace over all workers, and who would wait too long takes no turn', async () => {
  const sender = `test:${crypto.randomUUID()}`
  const waits = [await takeTurn(rig.db, sender, 4_000, 5_000), await takeTurn(rig.db, sender, 4_000, 5_000)]
  expect(waits[0]).toBe(0)
  expect(waits[1]).toBeGreaterThan(2_000)
  expect(await takeTurn(rig.db, sender, 4_000, 5_000)).toBeNull()
})

test('the day’s comparison with the provider moves what no callback told', async () => {
  const one = await openFor(rig, ['sms'])
  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
  await rig.db.query(`update dispatch_intents set status = 'queued' where case_id = $1`, [one.caseId])
  const providers = { sms: openMessages(twilioOf(inject('instance').environment), 'sms') }
  const today = new Date().toISOString().slice(0, 10)
  const compare = () => reconcileDay({ db: rig.db, cases: rig.cases, providers }, today)
  await eventually('the provider lists the message', async () => (await compare()).moved > 0)
  expect((await stepsOf(rig, one))[0]?.status).toBe('delivered')
  expect((await compare()).moved).toBe(0)
})

const twilioOf = (environment: Record<string, string>) =>
  openTwilio({
    accountSid: environment['TWILIO_ACCOUNT_SID'] ?? '',
    authToken: environment['TWILIO_AUTH_TOKEN'] ?? '',
    apiUrl: environment['TWILIO_API_URL'],
  })

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays } from '../../domain/calendar.ts'
import { localDateOf } from '../../domain/bank-time.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { leaveDueReviews } from '../../stores/postgres/hold-reviews.ts'
import { StaffClient } from '../harness/api-client.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { evaluationOf } from './evaluations.ts'
import { asha, chitra } from './people.ts'
import { openRig, reasonOf, type Rig } from './rig.ts'

let rig: Rig
let worker: StaffClient
let supervisor: StaffClient
beforeAll(async () => {
  rig = await openRig(inject('instance'))
  await rig.jumpToLocal(10)
  worker = await StaffClient.signIn(rig.instance, 'asha')
  supervisor = await StaffClient.signIn(rig.instance, 'chitra')
})
afterAll(() => rig.close())

test('a case by hand has the declared hardship, is never held out, and is opened once', async () => {
  const customer = await rig.bank.token(`HAND-${Date.now()}`)
  await rig.bank.evaluate(await evaluationOf(customer, 'calm', await rig.bank.now_ms()))
  const wish = { customer, source: 'customer-told-us', hardship: 'INCOME_SHOCK' }
  const opened = await eventually('the evaluation is known', async () => {
    const answer = await worker.send('POST', '/v1/cases', wish)
    return answer.status === 404 ? null : answer
  })
  expect(opened).toMatchObject({ status: 200, body: { caseId: caseIdOf(customer, 1) } })
  const caseId = caseIdOf(customer, 1)
  await rig.rows.untilStage(caseId, 'awaiting_decision')
  const { rows } = await rig.db.query(
    `select hardship, intervention_id, level, declared_hardship, source from cases join episodes using (case_id)
     where case_id = $1`,
    [caseId],
  )
  expect(rows).toEqual([
    {
      ...{
        hardship: 'INCOME_SHOCK',
        declared_hardship: 'INCOME_SHOCK',
        intervention_id: 'income-shock.medium',
      },
      ...{ level: 'LOW', source: 'customer-told-us' },
    },
  ])
  expect(await worker.send('POST', '/v1/cases', wish)).toMatchObject({
    status: 409,
    body: { reason: 'episode-open' },
  })
})

test('who takes the customer’s call breaks the seal with a reason, and the case stands in the inbox', async () => {
  const one = await rig.open('message', { assignment: 'hold-out' })
  await eventually('it is sealed off', async () => {
    const { rowCount } = await rig.db.query(`select from hold_outs where case_id = $1`, [one.caseId])
    return rowCount === 1
  })
  const body = { customer: one.customer, reason: 'customer-called' }
  const broken = await worker.send('POST', '/v1/hold-outs/break-seal', body)
  expect(broken).toMatchObject({ status: 200, body: { caseId: one.caseId } })
  await rig.rows.untilStage(one.caseId, 'awaiting_decision')
  const { rows } = await rig.db.query(
    `select actor_id, details ->> 'reason' as reason from audit where subject = $1 and action = 'hold-out.seal-broken'`,
    [one.caseId],
  )
  expect(rows).toEqual([{ actor_id: 'asha', reason: 'customer-called' }])
})

test('a decision token for Temporal’s pages is taken once, as a signal', async () => {
  const { caseId, evidenceHash, planHash } = await rig.open('contract')
  const body = { verdict: 'approve', evidenceHash, planHash }
  const { body: token } = await worker.send('POST', `/v1/cases/${caseId}/decision-token`, body)
  const handle = rig.temporal.client.workflow.getHandle(String(token['workflowId']))
  await handle.signal(String(token['signal']), token['input'])
  await rig.rows.untilStage(caseId, 'awaiting_second')
  await handle.signal(String(token['signal']), token['input'])
  // A query is answered behind the signal.
  expect(await handle.query('summary')).toMatchObject({ stage: 'awaiting_second', approvers: ['asha'] })
})

test('a hold that a worker places on the case stops it; one that is too long is refused', async () => {
  const one = await rig.open('contract')
  await rig.approve(one, asha)
  const today = localDateOf(await rig.bank.now_ms(), BANK_ZONE)
  const hold = (days: number) => {
    const { evidenceHash, planHash } = one
    const body = { evidenceHash, planHash, kind: 'customer_wish', until: addDays(today, days) }
    return worker.send('POST', `/v1/cases/${one.caseId}/hold`, body)
  }
  expect(await hold(399)).toMatchObject({ status: 400 })
  expect(await hold(3)).toMatchObject({ status: 200, body: { stage: 'on_hold' } })
  expect(await rig.row(one)).toMatchObject({ stage: 'on_hold', approved_by: [] })
  const { rowCount } = await rig.db.query(`select from holds where customer = $1`, [one.customer])
  expect(rowCount).toBe(1)
})

test('a reply lifts the case above all that are in time, and leaves its worker a task', async () => {
  const one = await rig.open('contract')
  const reply = {
    reference: '00000000-0000-4000-8000-000000000000',
    hash: 'a'.repeat(64),
    kind: 'text',
  } as const
  await rig.cases.signalCase(one.caseId, 'inboundReply', reply)
  await eventually('the task', async () => {
    const { rowCount } = await rig.db.query(`select from tasks where case_id = $1 and kind = 'reply'`, [
      one.caseId,
    ])
    return rowCount === 1
  })
  expect(Number((await rig.row(one))['urgency'])).toBeGreaterThan(100)
})

test('a vulnerability that is recorded while a case waits silences nobody: adapted words, the specialists, and its review', async () => {
  const one = await rig.open('message')
  await rig.approve(one, chitra)
  const flag = { customer: one.customer, kind: 'health' }
  const recorded = await supervisor.send('POST', '/v1/vulnerabilities', flag)
  expect(recorded.status).toBe(200)
  await eventually(
    'it is worded anew',
    async () => (await rig.row(one))['stage_reason'] === 'changed:vulnerability',
  )
  expect(await rig.row(one)).toMatchObject({ stage: 'awaiting_decision', approved_by: [] })
  expect(await reasonOf(rig.approve(one, asha))).toBe('conflict: evidence-changed')
  const queues = async (kind: string) =>
    (await rig.db.query(`select queue from tasks where customer = $1 and kind = $2`, [one.customer, kind]))
      .rows
  expect(await queues('vulnerable')).toEqual([{ queue: 'specialist' }])
  await rig.approveAtOnce(await rig.now(one), asha)
  await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
  expect(await rig.messages(one)).toHaveLength(1)
  await leaveDueReviews(rig.db, String(recorded.body['reviewAt']))
  expect(await queues('hold-review')).toEqual([{ queue: 'specialist' }])
  await rig.pay(one)
})

test('the case of an erased customer ends without a message and without a label', async () => {
  const [waiting, sealed] = [
    await rig.open('contract'),
    await rig.open('message', { assignment: 'hold-out' }),
  ]
  for (const one of [waiting, sealed]) await rig.cases.signalCase(one.caseId, 'customerErased', {})
  await rig.rows.untilStage(waiting.caseId, 'closed')
  for (const one of [waiting, sealed]) {
    const end = await rig.temporal.client.workflow.getHandle(one.caseId).result()
    expect(end).toMatchObject({ outcome: null })
    expect(await rig.outcome(one)).toBeUndefined()
  }
  expect((await rig.row(waiting))['stage_reason']).toBe('cancelled:customer-erased')
})

test('the first step of the SLA gives the case of an absent worker away', async () => {
  await rig.jumpToWorkday(10)
  const away = `away-${Date.now()}`
  const one = await rig.open('contract')
  await rig.say(rig.claims(one, 'reassign', { ...asha, id: away }, { detail: { for: 'reassign', to: away } }))
  const now_ms = await rig.bank.now_ms()
  const today = localDateOf(now_ms, BANK_ZONE)
  const absence = { actorId: away, from: today, until: addDays(today, 2) }
  expect((await supervisor.send('POST', '/v1/absences', absence)).status).toBe(200)
  await rig.jumpTo(now_ms + 3.1 * 3_600_000)
  await eventually('it is given away', async () => (await rig.row(one))['assignee'] !== away)
  expect((await rig.row(one))['escalation']).toBe('remind')
})

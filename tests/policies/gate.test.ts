import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { chitra, asha } from '../case/people.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'

const WITHIN_MS = 60_000

let rig: Rig
let [esha, chitraAtDesk]: [StaffClient, StaffClient] = [] as never
beforeAll(async () => {
  const instance = inject('instance')
  rig = await openRig(instance)
  esha = await StaffClient.signIn(instance, 'esha')
  chitraAtDesk = await StaffClient.signIn(instance, 'chitra')
})
afterAll(async () => {
  // Whatever failed: nothing stays stopped for the tests that follow.
  await rig.db.query(`update kill_switches set lifted_at = now(), lifted_by = 'test' where lifted_at is null`)
  await rig.close()
})

const tasksOf = async (one: TestCase): Promise<Record<string, unknown>[]> =>
  (await chitraAtDesk.get(`/v1/tasks?caseId=${one.caseId}`)).body['tasks'] as Record<string, unknown>[]

describe.concurrent('in the working hours of a bank day that stands', () => {
  beforeAll(() => rig.jumpToLocal(10))

  test('the verdict that is stored names the pack and every fact, and an approved concession leaves its duty', async () => {
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    await rig.approveAtOnce(one, chitra)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    const { rows } = await rig.db.query(`select gate_verdict from dispatch_intents where case_id = $1`, [
      one.caseId,
    ])
    expect(rows[0]?.gate_verdict).toMatchObject({
      ...{ verdict: 'pass', rule: 'gate.passed', pack: { id: 'in' } },
      facts: { approvers: 2, optedOut: false, holds: [], party: 'customer', overdue: false, contacts: [] },
    })
    expect(await tasksOf(one)).toMatchObject([
      { kind: 'duty', queue: 'supervisors', rule: 'in.restructuring-review' },
    ])
  })

  test('a customer who is flagged as vulnerable gets the adapted text, and the specialists the case', async () => {
    const one = await rig.open('message', {
      change: async (evaluation) => {
        const flag = { customer: evaluation.customer, kind: 'health' }
        expect((await chitraAtDesk.send('POST', '/v1/vulnerabilities', flag)).status).toBe(200)
        return evaluation
      },
    })
    const { rows } = await rig.db.query(
      `select body::jsonb -> 'steps' -> 0 ->> 'tone' as tone from plans where case_id = $1`,
      [one.caseId],
    )
    expect(rows[0]?.tone).toBe('adapted')
    expect(await tasksOf(one)).toMatchObject([{ kind: 'vulnerable', queue: 'specialist' }])
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
    expect(await rig.messages(one)).toHaveLength(1)
  })

  test('two calls that a worker logs are the most in a week, across all cases of a customer', async () => {
    const one = await rig.open('message')
    // What the stream says of a customer makes its page, from which calls are logged.
    await rig.evaluate(one, 'message', 2)
    const log = (result: string) =>
      chitraAtDesk.send('POST', `/v1/customers/${one.customer}/calls`, { result, note: 'at work' })
    await eventually('the customer has a page', async () => (await log('not_reached')).status === 200)
    expect((await log('not_reached')).status).toBe(200)
    const { rows } = await rig.db.query(
      `select channel, kind, logged_by from contact_log where customer = $1`,
      [one.customer],
    )
    expect(rows).toEqual(Array(2).fill({ channel: 'voice', kind: 'call', logged_by: 'chitra' }))
    await rig.approveAtOnce(one, asha)
    await eventually('the step waits for the cap', async () => {
      const row = await rig.row(one)
      return row['stage'] === 'awaiting_window' && row['stage_reason'] === 'in.cap-week'
    })
    expect(await rig.messages(one)).toEqual([])
  })
})

test('a template withdrawn while its message waits for the morning is not sent, and the case is back before a person', async () => {
  await rig.jumpToLocal(20)
  const one = await rig.open('message')
  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, 'awaiting_window', WITHIN_MS)
  const withdrawn = await esha.send('POST', '/v1/kill-switches', {
    ...{ scope: 'template', value: 'liquidity-stress.medium', reason: 'wording' },
  })
  expect(withdrawn).toMatchObject({ status: 200, body: { sentBack: expect.any(Number) } })
  const { id } = withdrawn.body['switch'] as { id: string }
  await rig.rows.untilStage(one.caseId, 'awaiting_decision', WITHIN_MS)
  expect((await rig.row(one))['approved_by']).toEqual([])

  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, 'blocked', WITHIN_MS)
  expect((await rig.row(one))['stage_reason']).toBe('gate.kill-switch.template')
  const left = { kind: 'blocked', queue: 'operations', rule: 'gate.kill-switch.template' }
  expect(await tasksOf(one)).toMatchObject([left])
  expect((await esha.send('POST', `/v1/kill-switches/${id}/lift`)).body).toMatchObject({
    reason: 'own-switch',
  })
  expect((await chitraAtDesk.send('POST', `/v1/kill-switches/${id}/lift`)).status).toBe(200)
  await rig.jumpToLocal(10)
  expect(await rig.messages(one)).toEqual([])
  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, 'awaiting_outcome', WITHIN_MS)
  expect(await rig.messages(one)).toHaveLength(1)
  expect(await tasksOf(one)).toEqual([])
})

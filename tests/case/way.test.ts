import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Evaluation } from '../../domain/evaluation.ts'
import { currentEvidence } from '../../stores/postgres/evidence.ts'
import { eventually } from '../harness/processes.ts'
import { oneBitOff, scored } from './evaluations.ts'
import { asha, ben, chitra } from './people.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

const EVENTS_MAX = 80
const HISTORY_BYTES_MAX = 40 * 1024
const SENT_WITHIN_MS = 90_000
const MORE_THAN_CONNECTIONS = 12

let rig: Rig
beforeAll(async () => {
  rig = await openRig(inject('instance'))
})
afterAll(() => rig.close())

async function approveFully(one: TestCase): Promise<void> {
  await rig.approve(one, asha)
  await rig.approve(one, chitra)
}

describe.concurrent('in the working hours of a bank day that stands', () => {
  beforeAll(() => rig.jumpToLocal(10))

  test('an undone approval sends nothing; approved again, one message goes out', async () => {
    const one = await rig.open('message')
    await rig.approve(one, asha)
    await rig.undo(one, asha)
    await rig.approve(one, ben)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.messages(one)).toHaveLength(1)
    await rig.pay(one)
  })

  test('without an address the gate blocks, the task stays, and with an address it can be approved again', async () => {
    const one = await rig.open('message', { contact: false })
    await rig.approve(one, asha)
    await rig.rows.untilStage(one.caseId, 'blocked', SENT_WITHIN_MS)
    expect(await rig.row(one)).toMatchObject({
      approved_by: [],
      stage_reason: expect.stringMatching(/^(in|gate)\./),
    })
    await rig.introduce(one)
    await rig.approve(one, ben)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.messages(one)).toHaveLength(1)
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect((await rig.outcome(one))?.['receipt']).toMatchObject({
      approved: true,
      blocked: true,
      delivered: true,
    })
  })

  test('more cases at once than the worker has connections all go out', async () => {
    const many = await Promise.all(Array.from({ length: MORE_THAN_CONNECTIONS }, () => rig.open('message')))
    await Promise.all(many.map((one) => rig.approveAtOnce(one, asha)))
    await Promise.all(many.map((one) => rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)))
  })

  test('a rejected case sends nothing and still gets its label', async () => {
    const one = await rig.open('contract')
    await rig.reject(one, asha)
    expect(await rig.row(one)).toMatchObject({
      stage: 'awaiting_outcome',
      stage_reason: 'rejected:already-in-contact',
    })
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await rig.outcome(one)).toMatchObject({
      ...{ result: 'on_time', label: 0, channel: null },
      receipt: { approved: false, blocked: false, sent: false, delivered: false, read: false },
    })
    expect(await rig.messages(one)).toEqual([])
  })

  test('paid before anybody decided, nothing is sent', async () => {
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    const result = await rig.temporal.client.workflow.getHandle(one.caseId).result()
    expect(result).toMatchObject({ ending: 'settled_before_decision', outcome: 'on_time' })
  })

  test('a watched case sends nothing and gets its label', async () => {
    const one = await rig.open('monitor')
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await rig.outcome(one)).toMatchObject({ result: 'on_time', assignment: 'outreach' })
  })

  test('undelivered: the only channel failed for good, and the label says that nothing arrived', async () => {
    const one = await rig.open('message', { lastDigits: '0001' })
    await rig.approve(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.row(one)).toMatchObject({
      stage_reason: 'provider:30003',
      delivery_status: 'undelivered',
    })
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect((await rig.outcome(one))?.['receipt']).toMatchObject({ sent: true, delivered: false })
  })

  test('a number that the provider refuses is not written to again', async () => {
    const one = await rig.open('message', { lastDigits: '0002' })
    await rig.approve(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect((await rig.row(one))['stage_reason']).toBe('provider:21211')
  })

  test('statuses that come twice and in disorder move only forward', async () => {
    const one = await rig.open('message', { lastDigits: '0006' })
    await rig.approve(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect((await rig.row(one))['delivery_status']).toBe('delivered')
  })

  test('a score of the model is computed again to the bit, and explained in words', async () => {
    const one = await rig.open('contract', { change: scored })
    const evidence = (await currentEvidence(rig.db, one.caseId))?.evidence
    const { bias = NaN, contributions = {} } = evidence?.explanation ?? {}
    const sum = Object.values(contributions).reduce((all, each) => all + each, bias)
    expect(sum).toBeCloseTo(evidence?.score?.margin ?? NaN, 4)
    expect(evidence?.reasons.length).toBeGreaterThan(0)
    expect(evidence?.reasons[0]?.sentence).toMatch(/\w+ \w+/)
    await rig.pay(one)
  })

  test('a margin that is one bit off calls operations', async () => {
    const tampered = async (evaluation: Evaluation): Promise<Evaluation> => {
      const { score, ...rest } = await scored(evaluation)
      return { ...rest, score: score && { ...score, margin: oneBitOff(score.margin) } }
    }
    const one = await rig.open('contract', { change: tampered, stage: 'blocked' })
    expect((await rig.row(one))['stage_reason']).toBe('operations:corrupt:margin-mismatch')
    await rig.pay(one)
  })

  test('an evaluation that does not verify calls operations, and sends nothing', async () => {
    const one = await rig.open('message', {
      stage: 'blocked',
      change: (evaluation) => ({ ...evaluation, level: 'HIGH' }),
    })
    expect((await rig.row(one))['stage_reason']).toBe('operations:corrupt:assessment-mismatch')
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await rig.outcome(one)).toMatchObject({ result: 'on_time', evidence_hash: null })
  })

  test('a closed case is sealed with its whole history', async () => {
    const one = await rig.open('monitor')
    await rig.pay(one)
    await eventually('the case is sealed', async () => {
      const { rowCount } = await rig.db.query(`select from case_archive where case_id = $1`, [one.caseId])
      return rowCount === 1
    })
  })
})

describe('while bank time moves', () => {
  test('an ordinary case goes from score to label in few steps, with one message and all that a label needs', async () => {
    await rig.jumpToLocal(10, 1)
    const one = await rig.open('contract')
    await approveFully(one)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.messages(one)).toHaveLength(1)
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')

    expect(await rig.outcome(one)).toMatchObject({
      ...{ result: 'on_time', label: 0, assignment: 'outreach', action: 'income-shock.high', channel: 'sms' },
      receipt: { approved: true, blocked: false, sent: true, delivered: true, read: false },
      evidence_hash: one.evidenceHash,
    })
    const handle = rig.temporal.client.workflow.getHandle(one.caseId)
    expect(await handle.result()).toEqual({ caseId: one.caseId, ending: 'outcome', outcome: 'on_time' })
    const described = await handle.describe()
    expect(described.historyLength).toBeLessThanOrEqual(EVENTS_MAX)
    expect(described.historySize).toBeLessThanOrEqual(HISTORY_BYTES_MAX)
    expect(described.raw.workflowExecutionInfo?.searchAttributes?.indexedFields).toHaveProperty('CaseStage')
  })

  test('approved in the evening it waits for the morning, and can still be taken back until then', async () => {
    await rig.jumpToLocal(20)
    const [sent, withdrawn] = [await rig.open('message'), await rig.open('message')]
    for (const one of [sent, withdrawn]) {
      await rig.approve(one, asha)
      await rig.rows.untilStage(one.caseId, 'awaiting_window', SENT_WITHIN_MS)
    }
    expect((await rig.row(sent))['stage_reason']).toMatch(/^in\.contact-window/)
    await rig.undo(withdrawn, asha)
    expect(await rig.messages(sent)).toEqual([])
    await rig.jumpToLocal(10)
    await rig.rows.untilStage(sent.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.messages(sent)).toHaveLength(1)
    expect(await rig.messages(withdrawn)).toEqual([])
    expect((await rig.row(withdrawn))['stage']).toBe('awaiting_decision')
  })

  test('an approval lapses after two business days, and an undecided case when its due date has passed', async () => {
    await rig.jumpToLocal(10)
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    const now_ms = await rig.bank.now_ms()
    await rig.jumpTo(now_ms + 6 * 86_400_000)
    await rig.rows.untilStage(one.caseId, 'awaiting_decision')
    expect(await rig.row(one)).toMatchObject({ approved_by: [], stage_reason: 'approval-lapsed' })
    await rig.jumpTo(now_ms + 20 * 86_400_000)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
    expect((await rig.row(one))['stage_reason']).toBe('decision-lapsed')
    await rig.jumpTo(now_ms + 48 * 86_400_000)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await rig.outcome(one)).toMatchObject({ result: 'missed', label: 1 })
  })
})

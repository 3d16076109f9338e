import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DAY_MS } from '../../domain/calendar.ts'
import type { DecisionDetail, Verdict } from '../../domain/decision.ts'
import type { Actor } from '../../domain/roles.ts'
import { endHold, placeHold } from '../../stores/postgres/holds.ts'
import { rememberStaff } from '../../stores/postgres/staff.ts'
import { runsSoFar } from '../../stores/temporal/histories.ts'
import { eventually } from '../harness/processes.ts'
import { asha, ben, chitra } from './people.ts'
import { openRig, reasonOf, type Rig, type TestCase } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig(inject('instance'))
})
afterAll(() => rig.close())

const say = (one: TestCase, verdict: Verdict, actor: Actor, detail: DecisionDetail | null = null) =>
  rig.say(rig.claims(one, verdict, actor, { detail }))
const handleOf = ({ caseId }: TestCase) => rig.temporal.client.workflow.getHandle(caseId)
const endingOf = async (one: TestCase) => ((await handleOf(one).result()) as { ending: string }).ending
const auditOf = async ({ caseId }: TestCase, action: string): Promise<number> =>
  (await rig.db.query(`select from audit where subject = $1 and action = $2`, [caseId, action])).rowCount ?? 0
const reasonIs = (one: TestCase, reason: string) =>
  eventually(reason, async () => (await rig.row(one))['stage_reason'] === reason)

describe.concurrent('while bank time stands', () => {
  beforeAll(() => rig.jumpToLocal(10))

  test('a new level voids an approval in its undo time, and people decide on new evidence', async () => {
    const one = await rig.open('message')
    await rig.approve(one, asha)
    await rig.evaluate(one, 'contract', 2)
    await reasonIs(one, 'changed:level')
    const seen = await rig.now(one)
    expect(await rig.row(one)).toMatchObject({ stage: 'awaiting_decision', level: 'HIGH', approved_by: [] })
    expect(seen.evidenceHash).not.toBe(one.evidenceHash)
    expect(await reasonOf(rig.approve(one, ben))).toBe('conflict: evidence-changed')
    expect((await rig.approve(seen, ben)).stage).toBe('awaiting_second')
    expect(await rig.messages(one)).toEqual([])
    await rig.pay(one)
  })

  test('what is only seen since voids nothing', async () => {
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    await rig.evaluate(one, 'contract', 2)
    const other = await rig.open('message')
    await rig.evaluate(other, 'contract', 2)
    await reasonIs(other, 'changed:level')
    expect(await rig.row(one)).toMatchObject({ stage: 'awaiting_second', approved_by: [asha.id] })
    await Promise.all([rig.pay(one), rig.pay(other)])
  })

  test('a case in manual review takes the plan of another row, and then needs its two approvals', async () => {
    const one = await rig.open('manual')
    await say(one, 'adopt', asha, { for: 'adopt', interventionId: 'income-shock.medium' })
    const chosen = await rig.now(one)
    expect(await rig.row(one)).toMatchObject({
      intervention_id: 'income-shock.medium',
      stage: 'awaiting_decision',
    })
    await rig.approve(chosen, asha)
    expect(await reasonOf(rig.approve(chosen, asha))).toBe('refused: second-is-first')
    await rig.approveAtOnce(chosen, chitra)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
    expect(await rig.messages(one)).toHaveLength(1)
    await rig.pay(one)
  })

  test('words that the pack does not allow are refused, and the plan stays', async () => {
    const one = await rig.open('message')
    const { ref, sha256 } = await rig.writeEdit(one, 'Borrow more from us today!')
    const edits = [{ stepIndex: 0, ref, sha256 }]
    expect(await reasonOf(say(one, 'amend', asha, { for: 'amend', edits }))).toBe(
      'refused: edit-breaks-rules',
    )
    expect((await rig.now(one)).planHash).toBe(one.planHash)
    await rig.pay(one)
  })

  test('a case is taken, given away by a supervisor, escalated and cancelled with a reason', async () => {
    const one = await rig.open('contract')
    await say(one, 'reassign', asha, { for: 'reassign', to: asha.id })
    expect((await rig.row(one))['assignee']).toBe(asha.id)
    expect(await reasonOf(say(one, 'reassign', ben, { for: 'reassign', to: chitra.id }))).toBe(
      'refused: not-your-case',
    )
    await say(one, 'reassign', chitra, { for: 'reassign', to: ben.id })
    await say(one, 'escalate', ben)
    expect(await rig.row(one)).toMatchObject({ assignee: ben.id, escalation: 'escalate' })
    expect(Number((await rig.row(one))['urgency'])).toBeGreaterThan(100)
    expect(await reasonOf(say(one, 'cancel', ben, { for: 'cancel', reason: 'customer-asked' }))).toBe(
      'refused: role-may-not-decide',
    )
    await say(one, 'cancel', chitra, { for: 'cancel', reason: 'customer-asked' })
    await rig.pay(one)
    expect(await endingOf(one)).toBe('cancelled')
  })

  test('a decision as a signal is taken; one that may not be is written down as refused', async () => {
    const one = await rig.open('contract')
    const bad = rig.sign(rig.claims(one, 'approve', { ...chitra, roles: ['auditor'] }))
    await handleOf(one).signal('decision', { token: bad })
    await eventually('the refusal', async () => (await auditOf(one, 'decision.approve.refused')) === 1)
    await handleOf(one).signal('decision', { token: rig.sign(rig.claims(one, 'approve', asha)) })
    await rig.rows.untilStage(one.caseId, 'awaiting_second')
    await rig.pay(one)
  })

  test('a case goes on in a new run with all that it knew, and a used decision stays used', async () => {
    const one = await rig.open('contract')
    const said = rig.claims(one, 'approve', asha)
    await rig.say(said)
    const { runId } = await handleOf(one).describe()
    await handleOf(one).signal('renew')
    await eventually('a new run', async () => (await handleOf(one).describe()).runId !== runId)
    const again = handleOf(one).executeUpdate('decide', { args: [{ token: rig.sign(said) }] })
    await expect(again).rejects.toMatchObject({ cause: { details: [{ reason: 'decision-used' }] } })
    expect(await reasonOf(rig.approve(one, asha))).toBe('refused: second-is-first')
    await rig.approveAtOnce(one, chitra)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
    expect(await rig.messages(one)).toHaveLength(1)
    await rig.pay(one)
  })

  test('a held-out case shows nowhere until it is sealed, and its label says so', async () => {
    const one = await rig.open('message', { assignment: 'hold-out' })
    await eventually('it is sealed off', async () => {
      const { rowCount } = await rig.db.query(`select from hold_outs where case_id = $1`, [one.caseId])
      return rowCount === 1
    })
    expect(await rig.row(one)).toBeUndefined()
    await rig.pay(one)
    expect(await endingOf(one)).toBe('held_out')
    expect(await rig.row(one)).toMatchObject({ stage: 'closed', outcome: 'on_time' })
    expect(await rig.outcome(one)).toMatchObject({
      assignment: 'hold-out',
      receipt: { approved: false, sent: false, delivered: false },
    })
    expect(await rig.messages(one)).toEqual([])
  })

  test('a broken seal brings the case to the inbox, and it stays assigned to the hold-out', async () => {
    const one = await rig.open('message', { assignment: 'hold-out' })
    await eventually('it is sealed off', async () => {
      const { rowCount } = await rig.db.query(`select from hold_outs where case_id = $1`, [one.caseId])
      return rowCount === 1
    })
    await rig.cases.signalCase(one.caseId, 'sealBroken', { by: asha.id })
    await rig.rows.untilStage(one.caseId, 'awaiting_decision')
    await rig.reject(await rig.now(one), asha)
    await rig.pay(one)
    expect(await endingOf(one)).toBe('rejected')
    expect((await rig.outcome(one))?.['assignment']).toBe('hold-out')
  })
})

describe('while bank time moves', () => {
  test('a level that has fallen ends the case after three days, and one that rises again does not', async () => {
    await rig.jumpToWorkday(10)
    const [falls, rises] = [await rig.open('contract'), await rig.open('contract')]
    for (const one of [falls, rises]) {
      await rig.evaluate(one, 'calm', 2)
      await reasonIs(one, 'level-fell')
    }
    await rig.evaluate(rises, 'contract', 3)
    await reasonIs(rises, 'level-rose')
    await rig.jumpTo((await rig.bank.now_ms()) + 3 * DAY_MS + 60_000)
    await rig.rows.untilStage(falls.caseId, 'awaiting_outcome')
    expect((await rig.row(rises))['stage']).toBe('awaiting_decision')
    await Promise.all([rig.pay(falls), rig.pay(rises)])
    expect(await endingOf(falls)).toBe('level_fell')
  })

  test('a case sleeps until its day, and another until its risk changes', async () => {
    await rig.jumpToWorkday(10)
    const [dated, risk] = [await rig.open('contract'), await rig.open('message')]
    const now_ms = await rig.bank.now_ms()
    const until = (days: number) => new Date(now_ms + days * DAY_MS).toISOString()
    expect(await reasonOf(say(dated, 'snooze', asha, { for: 'snooze', until: until(17) }))).toBe(
      'invalid: snooze-too-long',
    )
    await say(dated, 'snooze', asha, { for: 'snooze', until: until(1) })
    await say(risk, 'snooze', asha, { for: 'snooze', until: null })
    expect(await rig.row(dated)).toMatchObject({ stage: 'snoozed', snoozed_until: until(1) })
    await rig.jumpTo(now_ms + DAY_MS + 1_000)
    await reasonIs(dated, 'snooze-over')
    expect((await rig.row(risk))['stage']).toBe('snoozed')
    await rig.evaluate(risk, 'contract', 2)
    await reasonIs(risk, 'changed:level')
    await Promise.all([rig.pay(dated), rig.pay(risk)])
  })

  test('a blocking hold stops the case and its SLA; released, it goes on', async () => {
    await rig.jumpToWorkday(10)
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    const due = String((await rig.row(one))['sla_due_at'])
    const now_ms = await rig.bank.now_ms()
    const at = (days: number) => new Date(now_ms + days * DAY_MS).toISOString()
    const term = { from: at(0), until: at(10), reviewAt: at(5), placedBy: asha.id }
    const hold = await placeHold(rig.db, { customer: one.customer, kind: 'bereavement', ...term })
    await rig.cases.signalCase(one.caseId, 'contactRulesChanged', { cause: 'hold' })
    await rig.rows.untilStage(one.caseId, 'on_hold')
    expect(await rig.row(one)).toMatchObject({ approved_by: [] })
    expect(await auditOf(one, 'approval.voided')).toBe(1)
    expect(await reasonOf(rig.approve(one, ben))).toBe('conflict: not-waiting')
    await rig.jumpTo(now_ms + 2 * DAY_MS)
    expect((await rig.row(one))['escalation']).toBeNull()
    await endHold(rig.db, hold.id, asha.id, at(2))
    await rig.cases.signalCase(one.caseId, 'contactRulesChanged', { cause: 'hold' })
    await reasonIs(one, 'hold-over')
    const moved_ms = Date.parse(String((await rig.row(one))['sla_due_at'])) - Date.parse(due)
    expect(moved_ms).toBeGreaterThanOrEqual(2 * DAY_MS)
    await rig.pay(one)
  })

  test('an SLA reminds, escalates, and gives the case to who is here', async () => {
    await rig.jumpToWorkday(10)
    const id = `sla-${randomUUID().slice(0, 8)}`
    await rememberStaff(rig.db, { id, roles: ['case_worker'], permissions: [] })
    const one = await rig.open('contract')
    await say(one, 'reassign', asha, { for: 'reassign', to: asha.id })
    const now_ms = await rig.bank.now_ms()
    const reaches = (step: string) =>
      eventually(step, async () => (await rig.row(one))['escalation'] === step)
    await rig.jumpTo(now_ms + 3.1 * 3_600_000)
    await reaches('remind')
    expect((await rig.row(one))['assignee']).toBe(asha.id)
    await rig.jumpTo(now_ms + 4.1 * 3_600_000)
    await reaches('escalate')
    expect(Number((await rig.row(one))['urgency'])).toBeGreaterThan(100)
    await rig.jumpTo(now_ms + 5.1 * 3_600_000)
    await reaches('reassign')
    expect((await rig.row(one))['assignee']).not.toBe(asha.id)
    for (const step of ['remind', 'escalate', 'reassign'])
      expect(await auditOf(one, `sla.${step}`), step).toBe(1)
    const history = JSON.stringify(await runsSoFar(rig.temporal, one.caseId))
    for (const why of ['are used up', 'the SLA is over', 'over for a quarter of its time'])
      expect(history).toContain(why)
    await rig.pay(one)
  })
})

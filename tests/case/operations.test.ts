import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import type { Actor } from '../../domain/roles.ts'
import { openOperations } from './operations-rig.ts'
import { asha, chitra, dev } from './people.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'
import { caseAt, stages, type Stage } from './stages.ts'

const SENT_WITHIN_MS = 120_000
/** Most of the time they wait. */
vi.setConfig({ maxConcurrency: 10 })

let rig: Rig
let operations: ReturnType<typeof openOperations>
beforeAll(async () => {
  rig = await openRig(inject('instance'))
  operations = openOperations(rig)
  await rig.jumpToLocal(10)
})
afterAll(async () => {
  await operations.close()
  await rig.close()
})

const wasSentAt = (stage: Stage): boolean => stage === 'sending' || stage === 'awaiting_outcome'
/** Stages that pass by themselves are no search attribute. */
const isListed = (stage: Stage): boolean => !['holding', 'awaiting_window', 'sending'].includes(stage)
/** What is being sent goes to its end; where a message may be out, the case ends so. */
const endsCancelled = (stage: Stage): string =>
  wasSentAt(stage) ? 'outcome' : stage === 'unresolved' ? 'unresolved' : 'cancelled'
const takesRejection: readonly Stage[] = [
  ...(['awaiting_decision', 'awaiting_second', 'unresolved', 'blocked', 'snoozed', 'on_hold'] as const),
]

const stageAfterReset = (stage: Stage): Stage =>
  stage === 'on_hold' || stage === 'monitoring' ? stage : 'awaiting_decision'

/** Its message has gone out; since then the bank knows another language of the customer's. */
async function toldInEnglish(): Promise<TestCase> {
  const one = await caseAt(rig, 'awaiting_outcome')
  const contact = { name: 'Testa Personova', phone: one.phone, zone: BANK_ZONE }
  await rig.bank.doors.putContact(one.bankId, { ...contact, language: 'hi' })
  return one
}

const endingOf = async (one: TestCase) =>
  ((await operations.handleOf(one).result()) as { ending: string }).ending
const signal = (one: TestCase, actor: Actor) =>
  operations.handleOf(one).signal('decision', { token: rig.sign(rig.claims(one, 'reject', actor)) })
const refusalsOf = async ({ caseId }: TestCase): Promise<number> =>
  (await rig.db.query(`select from audit where subject = $1 and action like 'decision.%.refused'`, [caseId]))
    .rowCount ?? 0

/** The filter that shows these cases, once the list does. */
async function listed(cases: readonly TestCase[]): Promise<string> {
  const ids = cases.map(({ caseId }) => `'${caseId}'`).join(', ')
  const query = `WorkflowId in (${ids}) and ExecutionStatus = 'Running'`
  await eventually('the list shows them', async () => (await operations.find(query)).length === cases.length)
  return query
}

/** The database refuses to write down that these cases pass the gate, until it is mended. */
async function failAtGate(cases: readonly TestCase[]): Promise<() => Promise<unknown>> {
  const name = `refuse_${randomUUID().replaceAll('-', '')}`
  const ids = cases.map(({ caseId }) => `'${caseId}'`).join(', ')
  await rig.db.query(
    `create function ${name}() returns trigger language plpgsql as 'begin raise exception ''down''; end';
     create trigger ${name} before update on cases for each row
       when (new.case_id in (${ids}) and new.stage = 'sending') execute function ${name}()`,
  )
  return () => rig.db.query(`drop function ${name}() cascade`)
}

describe.concurrent.each(stages)('operations at %s', (stage) => {
  test('find the case, read what it waits for, and cancel it: the help ends, the label is written', async () => {
    const one = await caseAt(rig, stage)
    const query = `CaseStage = '${stage}' and ExecutionStatus = 'Running'`
    const details = await operations.details(one)
    expect(details).toMatch(new RegExp(`^\\*\\*${stage}\\*\\* since 20[\\s\\S]+Waits for[\\s\\S]+To do`))
    const refused = takesRejection.includes(stage) ? [dev] : [dev, asha]
    for (const actor of refused) await signal(one, actor)
    await eventually('the refusals', async () => (await refusalsOf(one)) === refused.length)
    if (isListed(stage))
      await eventually('the list shows it', async () => (await operations.find(query)).includes(one.caseId))
    await operations.handleOf(one).cancel()
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await endingOf(one)).toBe(endsCancelled(stage))
    expect(await rig.messages(one)).toHaveLength(wasSentAt(stage) ? 1 : 0)
  })

  test('terminate it: the row and the ledger are closed behind it, and operations get a task', async () => {
    const one = await caseAt(rig, stage)
    await operations.handleOf(one).terminate('operations')
    const isClosed = async (): Promise<boolean> => (await rig.row(one))['stage'] === 'closed'
    await eventually('the row is closed', isClosed)
    expect((await rig.row(one))['stage_reason']).toBe('operations:terminated')
    const { rows } = await rig.db.query(
      `select open, (select count(*)::int from tasks where case_id = $1 and rule = 'case.closed-ended') as tasks
       from episodes where case_id = $1`,
      [one.caseId],
    )
    expect(rows).toEqual([{ open: false, tasks: 1 }])
    await eventually('the pages are told', async () => {
      const { rowCount } = await rig.db.query(
        `select from case_events where subject = $1 and body = '{"stage":"closed","reason":"operations:terminated"}'`,
        [one.caseId],
      )
      return rowCount === 1
    })
  })

  test('reset it to its beginning: people decide again, and nothing is sent again', async () => {
    const one = await caseAt(rig, stage)
    const before = await rig.messages(one)
    const runId = await operations.reset(one)
    await eventually(
      'the row follows the new run',
      async () => (await rig.row(one))['workflow_run_id'] === runId,
    )
    await rig.rows.untilStage(one.caseId, stageAfterReset(stage), SENT_WITHIN_MS)
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed', SENT_WITHIN_MS)
    expect((await rig.messages(one)).map(({ sid }) => sid)).toEqual(before.map(({ sid }) => sid))
  })
})

describe.concurrent.each(takesRejection)('operations at %s', (stage) => {
  test('bring a rejection as a signal: the help ends', async () => {
    const one = await caseAt(rig, stage)
    await signal(one, asha)
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
    expect((await rig.row(one))['stage_reason']).toBe('rejected:already-in-contact')
    await rig.pay(one)
  })
})

describe.concurrent('operations', () => {
  test('cancel many at once: each stage does as one alone does', async () => {
    // The ten seconds may be over before the list shows a case.
    const lasting = stages.filter((stage) => stage !== 'holding')
    const many = await Promise.all(lasting.map(async (stage) => ({ stage, one: await caseAt(rig, stage) })))
    const query = await listed(many.map(({ one }) => one))
    await operations.many(query, { cancellationOperation: { identity: 'operations' } })
    for (const { stage, one } of many) {
      await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
      await rig.pay(one)
      expect(await endingOf(one)).toBe(endsCancelled(stage))
    }
  })

  test('terminate, reset or tell many at once: each does as one alone does', async () => {
    const pair = () => Promise.all([caseAt(rig, 'awaiting_decision'), caseAt(rig, 'awaiting_second')])
    const [ended, anew, onward, told] = await Promise.all([pair(), pair(), pair(), toldInEnglish()])
    const runOf = async (one: TestCase) => (await operations.handleOf(one).describe()).runId
    const before = await Promise.all([...anew, ...onward].map(runOf))
    const identity = 'operations'
    const resets = { identity, options: { firstWorkflowTask: {} } }
    await Promise.all([
      operations.many(await listed(ended), { terminationOperation: { identity } }),
      operations.many(await listed([...anew, told]), { resetOperation: resets }),
      operations.many(await listed(onward), { signalOperation: { identity, signal: 'renew' } }),
    ])
    for (const one of ended) await rig.rows.untilStage(one.caseId, 'closed', SENT_WITHIN_MS)
    for (const [index, one] of [...anew, ...onward].entries())
      await eventually('a new run', async () => (await runOf(one)) !== before[index])
    // A reset of many brings no decision again.
    for (const one of [...anew, told])
      await rig.rows.untilStage(one.caseId, 'awaiting_decision', SENT_WITHIN_MS)
    const inHindi = await rig.now(told)
    expect(inHindi.planHash).not.toBe(told.planHash)
    await rig.approveAtOnce(inHindi, asha)
    await rig.rows.untilStage(told.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await rig.messages(told)).toHaveLength(1)
    const [first, second] = onward
    expect((await rig.row(first))['stage']).toBe('awaiting_decision')
    expect((await rig.approve(second, chitra)).stage).toBe('holding')
  })

  test('try a failing step again now, in place of a minute later; cancelled meanwhile, nothing is sent', async () => {
    const [goesOn, cancelled] = [await rig.open('message'), await rig.open('message')]
    const both = [goesOn, cancelled]
    const mend = await failAtGate(both)
    try {
      for (const one of both) await rig.approveAtOnce(one, asha)
      for (const one of both)
        await eventually('some tries', async () => ((await operations.pendingStep(one))?.attempt ?? 0) > 3)
      const step = await operations.pendingStep(goesOn)
      expect(step?.activityType?.name).toBe('checkGate')
      expect(step?.lastFailure?.message).not.toContain('down')
      await operations.handleOf(cancelled).cancel()
    } finally {
      await mend()
    }
    for (const one of both) await operations.tryAgainNow(one)
    for (const one of both) await rig.rows.untilStage(one.caseId, 'awaiting_outcome', SENT_WITHIN_MS)
    expect(await operations.triesOf(goesOn, 'checkGate')).toEqual([1])
    expect(await rig.messages(goesOn)).toHaveLength(1)
    expect((await rig.row(cancelled))['stage_reason']).toBe('cancelled:operations')
    for (const one of both) await rig.pay(one)
    expect(await endingOf(cancelled)).toBe('cancelled')
    expect(await rig.messages(cancelled)).toEqual([])
  })

  test('a case that the ledger holds and Temporal does not know is started again', async () => {
    const one = await rig.open('contract')
    const before = (await rig.row(one))['workflow_run_id']
    await operations.forget(one)
    const isRunning = async (): Promise<boolean> => (await rig.row(one))['workflow_run_id'] !== before
    await eventually('it runs again', isRunning)
    expect((await rig.approve(one, asha)).stage).toBe('awaiting_second')
  })

  test('a workflow that runs behind a closed row is shown again', async () => {
    const one = await rig.open('contract')
    await rig.approve(one, asha)
    await rig.db.query(`update cases set stage = 'closed' where case_id = $1`, [one.caseId])
    await rig.db.query(`update episodes set open = false where case_id = $1`, [one.caseId])
    const isShown = async (): Promise<boolean> => (await rig.row(one))['stage'] === 'awaiting_second'
    await eventually('it is shown', isShown)
    expect((await rig.approve(one, chitra)).stage).toBe('holding')
  })
})

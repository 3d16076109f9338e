import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { eventually } from '../harness/processes.ts'
import { openOperations } from './operations-rig.ts'
import { asha, chitra } from './people.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

/** Each thing that docs/operations.md names, at each stage in which a case can stand for long. */
const stages = [
  'awaiting_decision',
  'awaiting_second',
  'snoozed',
  'monitoring',
  'blocked',
  'awaiting_outcome',
] as const
type Stage = (typeof stages)[number]
const SENT_WITHIN_MS = 120_000

let rig: Rig
let operations: ReturnType<typeof openOperations>
beforeAll(async () => {
  rig = await openRig(inject('instance'))
  operations = openOperations(rig)
  await rig.jumpToLocal(10)
})
afterAll(() => rig.close())

async function caseAt(stage: Stage): Promise<TestCase> {
  if (stage === 'monitoring') return rig.open('monitor')
  if (stage === 'blocked' || stage === 'awaiting_outcome') {
    const one = await rig.open('message', { contact: stage !== 'blocked' })
    await rig.approveAtOnce(one, asha)
    await rig.rows.untilStage(one.caseId, stage, SENT_WITHIN_MS)
    return one
  }
  const one = await rig.open('contract')
  if (stage === 'awaiting_second') await rig.approve(one, asha)
  if (stage === 'snoozed')
    await rig.say(rig.claims(one, 'snooze', asha, { detail: { for: 'snooze', until: null } }))
  return one
}

const messagesAt = (stage: Stage): number => (stage === 'awaiting_outcome' ? 1 : 0)
const endingOf = async (one: TestCase) =>
  ((await operations.handleOf(one).result()) as { ending: string }).ending

describe.concurrent.each(stages)('operations at %s', (stage) => {
  test('find the case by its stage, read what it waits for, and cancel it: the help ends, the label is written', async () => {
    const one = await caseAt(stage)
    const query = `CaseStage = '${stage}' and ExecutionStatus = 'Running'`
    await eventually('the list shows it', async () => (await operations.find(query)).includes(one.caseId))
    expect(await operations.details(one)).toContain(`**${stage}** since`)
    await operations.handleOf(one).cancel()
    await rig.rows.untilStage(one.caseId, 'awaiting_outcome')
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed')
    expect(await endingOf(one)).toBe(stage === 'awaiting_outcome' ? 'outcome' : 'cancelled')
    expect(await rig.messages(one)).toHaveLength(messagesAt(stage))
  })

  test('terminate it: the row and the ledger are closed behind it, and operations get a task', async () => {
    const one = await caseAt(stage)
    await operations.handleOf(one).terminate('operations')
    const isClosed = async (): Promise<boolean> => (await rig.row(one))['stage'] === 'closed'
    await operations.reconcileUntil('the row is closed', isClosed)
    expect((await rig.row(one))['stage_reason']).toBe('operations:terminated')
    const { rows } = await rig.db.query(
      `select open, (select count(*)::int from tasks where case_id = $1 and rule = 'case.closed-ended') as tasks
       from episodes where case_id = $1`,
      [one.caseId],
    )
    expect(rows).toEqual([{ open: false, tasks: 1 }])
  })

  test('reset it to its beginning: it goes its way again, and nothing is sent again', async () => {
    const one = await caseAt(stage)
    const before = await rig.messages(one)
    const runId = await operations.reset(one)
    await eventually(
      'the row follows the new run',
      async () => (await rig.row(one))['workflow_run_id'] === runId,
    )
    await rig.pay(one)
    await rig.rows.untilStage(one.caseId, 'closed', SENT_WITHIN_MS)
    expect(await rig.messages(one)).toEqual(before)
  })
})

test('a case that the ledger holds and Temporal does not know is started again', async () => {
  const one = await rig.open('contract')
  const before = (await rig.row(one))['workflow_run_id']
  await operations.forget(one)
  const isRunning = async (): Promise<boolean> => (await rig.row(one))['workflow_run_id'] !== before
  await operations.reconcileUntil('it runs again', isRunning)
  expect((await rig.approve(one, asha)).stage).toBe('awaiting_second')
})

test('a workflow that runs behind a closed row is shown again', async () => {
  const one = await rig.open('contract')
  await rig.approve(one, asha)
  await rig.db.query(`update cases set stage = 'closed' where case_id = $1`, [one.caseId])
  await rig.db.query(`update episodes set open = false where case_id = $1`, [one.caseId])
  const isShown = async (): Promise<boolean> => (await rig.row(one))['stage'] === 'awaiting_second'
  await operations.reconcileUntil('it is shown', isShown)
  expect((await rig.approve(one, chitra)).stage).toBe('holding')
})

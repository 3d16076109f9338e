import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadPack } from '../../policies/pack.ts'
import { asha } from '../case/people.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { evaluationOf } from '../case/evaluations.ts'
import { evaluationIdOf } from '../../domain/ids.ts'
import { StaffClient } from '../harness/api-client.ts'
import { distressedCustomer } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { draftOf, publish } from './drafts.ts'

const WITHIN_MS = 60_000
const SLA_HOURS = 7

let rig: Rig
let [nia, omar, worker]: [StaffClient, StaffClient, StaffClient] = [] as never
beforeAll(async () => {
  const instance = inject('instance')
  ;[rig, nia, omar, worker] = await Promise.all([
    openRig(instance),
    StaffClient.signIn(instance, 'nia'),
    StaffClient.signIn(instance, 'omar'),
    StaffClient.signIn(instance, 'asha'),
  ])
  await rig.jumpToLocal(10)
})
afterAll(async () => {
  // The shipped rules again, for the tests that follow.
  await publish('in', draftOf('in', '2.2.0'), nia, omar)
  await rig.close()
})

const packOf = async ({ caseId }: Pick<TestCase, 'caseId'>): Promise<string> => {
  const { rows } = await rig.db.query<{ hash: string }>(
    `select body::jsonb -> 'pack' ->> 'hash' as hash from evidence where case_id = $1 order by version desc limit 1`,
    [caseId],
  )
  return rows[0]?.hash ?? ''
}

/** The ledger's evaluation of a customer, once there is one. */
const openedOn = async (customer: string): Promise<string | undefined> =>
  (await rig.db.query(`select evaluation_id as id from episodes where customer = $1`, [customer])).rows[0]?.id

/** The stream says MEDIUM of a new customer, and then HIGH. Which of the two opens the case? */
async function opensAt(): Promise<'MEDIUM' | 'HIGH'> {
  const customer = await rig.bank.token(`VERSION-${crypto.randomUUID()}`)
  const now_ms = await rig.bank.now_ms()
  await rig.bank.evaluate(await evaluationOf(customer, 'message', now_ms))
  const later = { stateVersion: 2, id: evaluationIdOf(customer, 2) }
  await rig.bank.evaluate({ ...(await evaluationOf(customer, 'contract', now_ms)), ...later })
  const id = await eventually('a case is opened', () => openedOn(customer))
  return id === later.id ? 'HIGH' : 'MEDIUM'
}

/** The bank's facts of a new customer in distress, until the case that they open is before people. */
async function openedByStream(): Promise<string> {
  const bankId = `VERSION-${crypto.randomUUID()}`
  const customer = await rig.bank.token(bankId)
  await rig.bank.tell(customer, distressedCustomer(bankId, await rig.bank.now_ms()).facts)
  return eventually('the case of a customer in distress is before people', async () => {
    const { rows } = await rig.db.query<{ case_id: string }>(
      `select case_id from cases where customer = $1 and evidence_hash is not null`,
      [customer],
    )
    return rows[0]?.case_id
  })
}

test('what another person publishes is in force everywhere without a restart; a running case keeps its own rules', async () => {
  const running = await rig.open('message')
  const shipped = loadPack('in').ref.hash
  expect(await packOf(running)).toBe(shipped)
  expect(await opensAt()).toBe('MEDIUM')

  const hash = await publish(
    'in',
    draftOf('in', '2.1.0', ({ matrix, opening, holds, 'contact-rules': contact }) => {
      for (const { event } of matrix.cells) event.params.sla_hours = SLA_HOURS
      opening.levels = ['HIGH']
      for (const term of holds.terms) if (term.kind === 'dispute') term.days_max = 1
      for (const rule of contact.rules)
        if (rule.kind === 'window' && rule.id === 'in.contact-window-bank') rule.window = ['09:00', '09:30']
    }),
    nia,
    omar,
  )

  // The API.
  const far = { customer: running.customer, kind: 'dispute', until: '2099-01-01' }
  expect((await worker.send('POST', '/v1/holds', far)).body).toMatchObject({ reason: 'hold-too-long' })
  // The gate: contact rules come new, all else of a running case stays.
  await rig.approveAtOnce(running, asha)
  await rig.rows.untilStage(running.caseId, 'awaiting_window', WITHIN_MS)
  expect((await rig.row(running))['stage_reason']).toBe('in.contact-window-bank')
  expect(await packOf(running)).toBe(shipped)
  expect(await rig.messages(running)).toEqual([])

  // The opener, within its next look.
  await eventually('only HIGH opens a case', async () => (await opensAt()) === 'HIGH')
  // The stream within its own, and the case worker plans by what it says.
  const caseId = await eventually('the stream judges by it', async () => {
    const judged = await openedByStream()
    return (await packOf({ caseId: judged })) === hash && judged
  })
  const { rows } = await rig.db.query(
    `select body::jsonb -> 'intervention' ->> 'sla_hours' as sla_hours from evidence where case_id = $1`,
    [caseId],
  )
  expect(rows[0]).toEqual({ sla_hours: String(SLA_HOURS) })
})

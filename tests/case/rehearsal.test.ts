import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signIn, type Desks } from '../../simulator/staff/desk.ts'
import { wishFor, workThrough } from '../../simulator/staff/work.ts'
import { startProgram, type Program } from '../../bench/kit/program.ts'
import { StaffClient } from '../harness/api-client.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { eventually } from '../harness/processes.ts'
import { productEnvironment } from '../harness/product-environment.ts'
import { asha } from './people.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

/** Past an SLA of four hours, before the case is given to somebody else. */
const LATE_MS = 4.5 * 3_600_000
/** Past the last step of that SLA. */
const BROKEN_MS = 5.5 * 3_600_000
const instance = inject('instance')

let rig: Rig
let api: Program
let desks: Desks
let url: string
/** The instance's own API, which does not rehearse, with one beside it that does. */
beforeAll(async () => {
  rig = await openRig(instance)
  await rig.jumpToWorkday(10)
  const { environment } = instance
  const { PORT = '', EQUILIBRATE_PUBLIC_URL = '' } = await productEnvironment({})
  url = EQUILIBRATE_PUBLIC_URL
  const own = { PORT, EQUILIBRATE_PUBLIC_URL, EQUILIBRATE_REHEARSAL: 'yes', LOG_LEVEL: 'error' }
  api = startProgram('api/server.ts', { ...environment, ...own })
  await api.ready()
  const password = environment['EQUILIBRATE_DEMO_PASSWORD'] ?? ''
  const [worker, supervisor] = await Promise.all([
    signIn(url, 'rehearsal-worker', password),
    signIn(url, 'rehearsal-supervisor', password),
  ])
  desks = { worker, supervisor }
})
afterAll(async () => {
  await api.stop()
  await rig.close()
})

/** A case of which the pretend staff wishes this. */
async function caseTo(wish: ReturnType<typeof wishFor>): Promise<TestCase> {
  for (;;) {
    const bankId = await rig.newBankId()
    if (wishFor(caseIdOf(await rig.bank.token(bankId), 1)) === wish) return rig.open('contract', { bankId })
  }
}

test('the pretend staff brings a case through both approvals to its message without the ten seconds, and it gets its label', async () => {
  const one = await caseTo('approve')
  await eventually('the staff has worked through it', async () => {
    await workThrough(desks)
    return (await rig.row(one))['stage'] === 'awaiting_outcome'
  })
  expect(await rig.messages(one)).toHaveLength(1)
  const { rows } = await rig.db.query(
    `select actor_id from decisions where case_id = $1 and verdict = 'approve' and accepted order by at`,
    [one.caseId],
  )
  expect(rows.map(({ actor_id }) => actor_id)).toEqual(['rehearsal-worker', 'rehearsal-supervisor'])
  await rig.pay(one)
  await rig.rows.untilStage(one.caseId, 'closed')
  expect(await rig.outcome(one)).toMatchObject({ result: 'on_time', receipt: { approved: true, sent: true } })
})

test('who is late in a rehearsal is left out of the team’s figures; where nobody rehearses the ten seconds stay', async () => {
  const one = await rig.open('contract')
  await rig.say(rig.claims(one, 'reassign', asha, { detail: { for: 'reassign', to: asha.id } }))
  await rig.jumpTo((await rig.bank.now_ms()) + LATE_MS)
  const ours = await StaffClient.signIn(instance, 'chitra')
  type Member = { person: { id: string }; late: number; inTimeShare: number | null }
  const lateOf = ({ people }: { people?: Member[] }) =>
    people?.find(({ person }) => person.id === asha.id)?.late
  await eventually('she is late', async () => (lateOf((await ours.get('/v1/team')).body) ?? 0) > 0)
  const rehearsed = (await desks.supervisor.get('/v1/team')).body as { people: Member[] }
  expect(lateOf(rehearsed)).toBe(0)
  expect(rehearsed.people.every(({ inTimeShare }) => inTimeShare === null)).toBe(true)
  expect(await ours.send('POST', `/v1/cases/${one.caseId}/undo-time-over`)).toMatchObject({
    body: { reason: 'no-rehearsal' },
  })
  await rig.pay(one)
})

test('some cases the staff lets lie until the SLA is broken and has given them away, and decides then', async () => {
  await rig.jumpToWorkday(10)
  const one = await caseTo('late')
  await workThrough(desks)
  expect((await rig.row(one))['stage']).toBe('awaiting_decision')
  await rig.jumpTo((await rig.bank.now_ms()) + BROKEN_MS)
  await eventually('the staff decides', async () => {
    await workThrough(desks)
    return (await rig.row(one))['stage'] !== 'awaiting_decision'
  })
  const { rows } = await rig.db.query<{ action: string }>(
    `select action from audit where subject = $1 and actor_id = 'sla' order by id`,
    [one.caseId],
  )
  expect(rows.map(({ action }) => action)).toEqual(['sla.remind', 'sla.escalate', 'sla.reassign'])
  await rig.pay(one)
})

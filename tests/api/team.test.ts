import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { RoutingBody, Team, TeamReassigned } from '../../api/contract.ts'
import { localDateOf } from '../../domain/bank-time.ts'
import { rememberStaff } from '../../stores/postgres/staff.ts'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { StaffClient } from '../harness/api-client.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'

/** First by name: among those who have as few cases, the case is theirs. */
const taker = `aa-${randomInt(1_000, 10_000)}`
const giver = `giver-${randomInt(1_000, 10_000)}`

let rig: Rig
let supervisor: StaffClient
let worker: StaffClient
let one: TestCase

beforeAll(async () => {
  const instance = inject('instance')
  rig = await openRig(instance)
  await rig.jumpToLocal(10)
  ;[one, supervisor, worker] = await Promise.all([
    rig.open('contract'),
    StaffClient.signIn(instance, 'chitra'),
    StaffClient.signIn(instance, 'asha'),
    rememberStaff(rig.db, { id: taker, roles: ['case_worker'], permissions: [] }),
  ])
  const at = new Date((await rig.bank.now_ms()) - 1_000).toISOString()
  const master = { kind: 'customer', id: `${one.customer.slice(-8)}-master`, at, version: 1 } as const
  await rig.bank.tell(one.customer, [
    { ...master, monthlyIncomeMinor: 5_000_000, currency: 'INR', language: 'hi' },
  ])
  await eventually('the language is known', async () => {
    const { rows } = await rig.db.query('select language from customers where customer = $1', [one.customer])
    return rows[0]?.language === 'hi'
  })
})
afterAll(async () => {
  await rig.db.query(`delete from decisions where actor_id like 'hasty-%' or actor_id like 'careful-%'`)
  await rig.pay(one)
  await rig.close()
})

const assignee = async () => (await rig.row(one))['assignee']
const takes = (languages: string[], products: RoutingBody['products']) =>
  supervisor.send('PUT', '/v1/team/routing', { actorId: taker, languages, products })
const giveAway = async (to: string | null): Promise<TeamReassigned> =>
  (await supervisor.send('POST', '/v1/team/reassign', { from: giver, to })).body as unknown as TeamReassigned

/** The giver has the case, and routing finds somebody for it. */
async function routed(): Promise<unknown> {
  const { evidenceHash, planHash } = await rig.now(one)
  await supervisor.send('POST', `/v1/cases/${one.caseId}/reassign`, { evidenceHash, planHash, to: giver })
  expect(await assignee()).toBe(giver)
  const { given, left } = await giveAway(null)
  expect({ given: given.map(({ caseId }) => caseId), left }).toEqual({ given: [one.caseId], left: [] })
  expect(await assignee()).toBe(given[0]?.to.id)
  return assignee()
}

test('routing gives a running case to who takes its language and product, and to nobody else', async () => {
  await takes(['hi'], ['loan'])
  expect(await routed()).toBe(taker)
  await takes(['en'], ['loan'])
  expect(await routed()).not.toBe(taker)
  await takes(['hi'], ['card'])
  expect(await routed()).not.toBe(taker)
})

test('routing passes over who is away, and the team page says until when; by name it is given all the same', async () => {
  await takes([], [])
  const today = localDateOf(await rig.bank.now_ms(), BANK_ZONE)
  const away = { actorId: taker, from: today, until: today }
  expect((await supervisor.send('POST', '/v1/absences', away)).status).toBe(200)
  expect(await routed()).not.toBe(taker)
  const { evidenceHash, planHash } = await rig.now(one)
  await supervisor.send('POST', `/v1/cases/${one.caseId}/reassign`, { evidenceHash, planHash, to: giver })
  expect((await giveAway(taker)).given).toMatchObject([{ caseId: one.caseId, to: { id: taker } }])
  expect(await assignee()).toBe(taker)
  const { people } = (await supervisor.get('/v1/team')).body as unknown as Team
  expect(people.find(({ person }) => person.id === taker)).toMatchObject({
    ...{ assigned: 1, away: { from: today, until: today, now: true } },
  })
})

test('who approves many cases within seconds is flagged, and who takes the time is not', async () => {
  const [hasty, careful] = [`hasty-${randomInt(1_000, 10_000)}`, `careful-${randomInt(1_000, 10_000)}`]
  const approveEvery = (actor: string, pause_s: number) =>
    rig.db.query(
      `insert into decisions (decision_id, case_id, verdict, actor_id, evidence_hash, plan_hash, accepted, at)
       select gen_random_uuid(), $1, 'approve', $2, '', '', true, now() - make_interval(secs => n * $3)
       from generate_series(1, 12) n`,
      [one.caseId, actor, pause_s],
    )
  await approveEvery(hasty, 3)
  await approveEvery(careful, 90)
  const { people } = (await supervisor.get('/v1/team')).body as unknown as Team
  const flagOf = (actor: string) => people.find(({ person }) => person.id === actor)?.rubberStamps
  expect(flagOf(hasty)).toEqual({ approvals: 12, hurried: 11 })
  expect(flagOf(careful)).toBeNull()
})

test('only a supervisor gives away what is another’s', async () => {
  const answer = await worker.send('POST', '/v1/team/reassign', { from: taker, to: 'asha' })
  expect(answer.status).toBe(403)
})

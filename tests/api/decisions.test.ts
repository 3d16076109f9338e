import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { CaseDetail, CasePage } from '../../api/contract.ts'
import { hashOf } from '../../domain/hash.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { StaffClient } from '../harness/api-client.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { distressedCustomer } from '../harness/distressed-customer.ts'
import { messagesTo } from '../harness/phone-log.ts'
import { eventually } from '../harness/processes.ts'

const instance = inject('instance')
const BANK_ID = `DECISIONS-${randomUUID().slice(0, 8)}`
const LAST_DIGITS = String(randomInt(1_000, 10_000))
const PHONE = `+91980006${LAST_DIGITS}`
const NAME = 'Zubeida Vantagesen'
const BANK_REMARK = 'Asked for calls after six.'
const REMARK = 'Spoke with her branch: the employer closed in January.'

let bank: BankSystem
let cases: CaseRows
let asha: StaffClient
let chitra: StaffClient
let caseId: string

beforeAll(async () => {
  bank = await openBankSystem(instance)
  cases = await openCaseRows(instance)
  asha = await StaffClient.signIn(instance, 'asha')
  chitra = await StaffClient.signIn(instance, 'chitra')
  const token = await bank.token(BANK_ID)
  caseId = caseIdOf(token, 1)
  await bank.introduce(BANK_ID, { name: NAME, phone: PHONE, remark: BANK_REMARK })
  await bank.tell(token, distressedCustomer(BANK_ID, await bank.now_ms()).facts)
  await cases.untilStage(caseId, 'awaiting_decision')
})
afterAll(async () => {
  await bank.close()
  await cases.close()
})

const detailFor = async (client: StaffClient): Promise<CaseDetail> =>
  (await client.get(`/v1/cases/${caseId}`)).body as unknown as CaseDetail

const send = async (client: StaffClient, body: object, path = 'decisions') => {
  const { row } = await detailFor(client)
  const seen = { evidenceHash: row.evidenceHash, planHash: row.planHash }
  return client.send('POST', `/v1/cases/${caseId}/${path}`, { ...seen, ...body })
}

test('the case stands in the list, masked, and is found by name, last digits and bank id', async () => {
  for (const q of ['vantagesen', LAST_DIGITS, BANK_ID, caseId]) {
    const page = (await asha.get(`/v1/cases?q=${encodeURIComponent(q)}`)).body as unknown as CasePage
    const row = page.rows.find(({ id }) => id === caseId)
    expect(row, q).toMatchObject({ maskedName: 'Z••• V•••', level: 'HIGH', stage: 'awaiting_decision' })
    expect(JSON.stringify(page)).not.toContain('Vantagesen')
  }
  const other = (await asha.get('/v1/cases?q=vantage')).body as unknown as CasePage
  expect(other.rows.map(({ id }) => id)).not.toContain(caseId)
})

test('pages of one row follow each other by the cursor in their order, none twice', async () => {
  // By probability, which stands still: bank time goes on meanwhile, and urgency with it.
  const whole = (await asha.get('/v1/cases?queue=all&sort=probability&limit=200')).body as unknown as CasePage
  const ids: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const path = `/v1/cases?queue=all&sort=probability&limit=1${cursor ? `&cursor=${cursor}` : ''}`
    const page = (await asha.get(path)).body as unknown as CasePage
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(ids).toEqual(whole.rows.map(({ id }) => id))
  const wrong = await asha.get('/v1/cases?cursor=bm9uZQ')
  expect(wrong).toMatchObject({ status: 400, body: { reason: 'cursor', field: 'cursor' } })
})

test('the detail holds what the decision rests on, hashes that recompute, and no identifier; reading it is audited', async () => {
  const detail = await detailFor(asha)
  expect(hashOf(detail.evidence)).toBe(detail.row.evidenceHash)
  expect(detail.evidence?.reasons.length).toBeGreaterThan(0)
  expect(detail.plan?.hash).toBe(detail.row.planHash)
  expect(detail.plan?.steps[0]?.preview).toContain('Z•••')
  expect(detail.contact).toMatchObject({ maskedName: 'Z••• V•••', maskedPhone: `••• ${LAST_DIGITS}` })
  expect(JSON.stringify(detail)).not.toMatch(/Zubeida|Vantagesen|\+9198/)
  expect(detail.may).toMatchObject({ approve: true, reject: true, undo: false })
  const { rowCount } = await cases.db.query(
    "select 1 from audit where action = 'case.read' and actor_id = 'asha' and subject = $1",
    [caseId],
  )
  expect(rowCount).toBeGreaterThan(0)
})

test('an auditor reads and may not decide', async () => {
  const dev = await StaffClient.signIn(instance, 'dev')
  const detail = await detailFor(dev)
  expect(detail.may).toMatchObject({ approve: false, reject: false, undo: false })
  expect((await send(dev, { verdict: 'approve' })).status).toBe(403)
})

test('a decision on something else than what stands now is refused, with the reason, and recorded', async () => {
  const stale = await send(asha, { verdict: 'approve', planHash: '0'.repeat(64) })
  expect(stale).toMatchObject({ status: 409, body: { reason: 'plan-changed' } })
  const { rows } = await cases.db.query(
    'select actor_id, accepted, refusal from decisions where case_id = $1 order by at desc limit 1',
    [caseId],
  )
  expect(rows).toEqual([{ actor_id: 'asha', accepted: false, refusal: 'plan-changed' }])
})

test('a remark goes to the vault and comes back to those who work on the case, not to the auditor', async () => {
  expect(await send(asha, { verdict: 'approve', remark: REMARK })).toMatchObject({
    status: 200,
    body: { stage: 'awaiting_second' },
  })
  const detail = await detailFor(chitra)
  expect(detail.decisions.find(({ accepted }) => accepted)).toMatchObject({
    verdict: 'approve',
    remark: REMARK,
    by: { id: 'asha', name: 'Asha Rao' },
  })
  expect(detail.contact?.remark).toBe(BANK_REMARK)
  const audited = await detailFor(await StaffClient.signIn(instance, 'dev'))
  expect(audited.contact?.remark).toBeNull()
  expect(audited.decisions.find(({ accepted }) => accepted)).toMatchObject({
    verdict: 'approve',
    remark: null,
  })
  expect(JSON.stringify(audited)).not.toMatch(/employer|after six/)
  const stored = await cases.db.query(
    `select t.ciphertext, t.sha256 = d.remark_sha256 as same from decisions d join vault_texts t on t.ref = d.remark_ref
     where d.case_id = $1 and d.accepted`,
    [caseId],
  )
  expect(stored.rows).toHaveLength(1)
  expect(stored.rows[0]?.same).toBe(true)
  expect(stored.rows[0]?.ciphertext.toString('latin1')).not.toContain('employer')
})

test('a second approver who is the first is refused, and so is one without credit authority', async () => {
  expect(await send(asha, { verdict: 'approve' })).toMatchObject({
    status: 409,
    body: { reason: 'second-is-first' },
  })
  const ben = await StaffClient.signIn(instance, 'ben')
  expect(await send(ben, { verdict: 'approve' })).toMatchObject({
    status: 409,
    body: { reason: 'credit-authority' },
  })
  const audited = await cases.db.query(
    "select actor_id from audit where action = 'decision.approve.refused' and subject = $1 order by id desc limit 2",
    [caseId],
  )
  expect(audited.rows.map(({ actor_id }) => actor_id)).toEqual(['ben', 'asha'])
})

test('an approval can be undone within its seconds; approved again by two, exactly one message is delivered', async () => {
  expect(await send(chitra, { verdict: 'approve' })).toMatchObject({
    status: 200,
    body: { stage: 'holding' },
  })
  expect((await detailFor(asha)).may.undo).toBe(true)
  expect(await send(chitra, {}, 'undo')).toMatchObject({ status: 200, body: { stage: 'awaiting_decision' } })
  expect((await send(asha, { verdict: 'approve' })).body['stage']).toBe('awaiting_second')
  expect((await send(chitra, { verdict: 'approve' })).body['stage']).toBe('holding')
  await cases.untilStage(caseId, 'awaiting_outcome')
  expect(await messagesTo(instance, PHONE)).toHaveLength(1)
  const detail = await eventually('the delivery is shown', async () => {
    const now = await detailFor(asha)
    return now.messages[0]?.status === 'delivered' && now
  })
  expect(detail.waitsFor?.what).toContain('payment')
  expect(detail.timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'decision', 'message']),
  )
  const late = await send(chitra, {}, 'undo')
  expect(late).toMatchObject({ status: 409, body: { reason: 'hold-over' } })
})

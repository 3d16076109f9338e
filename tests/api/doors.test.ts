import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bankClient, StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'

const instance = inject('instance')
const database = new pg.Client({ connectionString: instance.environment['DATABASE_URL'] })
const kafka = new Kafka({
  clientId: 'test-doors',
  brokers: (instance.environment['KAFKA_BROKERS'] ?? '').split(','),
  logLevel: logLevel.NOTHING,
})
const admin = kafka.admin()
let bank: Awaited<ReturnType<typeof bankClient>>

beforeAll(async () => {
  await Promise.all([database.connect(), admin.connect()])
  bank = await bankClient(instance)
})
afterAll(() => Promise.all([database.end(), admin.disconnect()]))

const factOf = (id: string) => ({
  kind: 'transaction',
  id,
  at: '2025-06-01T08:00:00.000Z',
  direction: 'debit',
  amountMinor: 12_300,
  currency: 'INR',
  channel: 'upi',
  category: 'grocery',
})
const endOffsetSum = async (): Promise<number> =>
  (await admin.fetchTopicOffsets('bank-events')).reduce((sum, { high }) => sum + Number(high), 0)

test('events are on Kafka when the door says 202, under the token and without the raw id', async () => {
  const customerId = `door-${randomUUID()}`
  const before = await endOffsetSum()
  const items = ['a', 'b', 'c'].map((id) => ({ customerId, fact: factOf(`${customerId}-${id}`) }))
  const answer = await bank.send('POST', '/v1/events', { items })
  expect(answer).toMatchObject({ status: 202, body: { accepted: 3, rejected: 0, errors: [] } })
  expect(await endOffsetSum()).toBeGreaterThanOrEqual(before + 3)
  const { body } = await bank.send('POST', '/v1/tokens', { customerIds: [customerId] })
  const records = await recordsWith(`${customerId}-`)
  expect(records.map(({ key }) => key)).toEqual(Array(3).fill((body['tokens'] as string[])[0]))
})

test('one fact alone is taken as well', async () => {
  const customerId = `door-${randomUUID()}`
  const answer = await bank.send('POST', '/v1/events', { customerId, fact: factOf(`${customerId}-only`) })
  expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } })
})

test('bad items are named by index and field, and the good ones go on', async () => {
  const customerId = `door-${randomUUID()}`
  const good = { customerId, fact: factOf(`${customerId}-good`) }
  const items = [
    good,
    { customerId, fact: { ...good.fact, amountMinor: -1 } },
    { customerId, fact: { ...good.fact, narration: 'rent to Priya Sharma' } },
    { customerId, fact: { ...good.fact, at: '2025-02-30' } },
    { fact: good.fact },
  ]
  const { status, body } = await bank.send('POST', '/v1/events', { items })
  expect({ status, accepted: body['accepted'], rejected: body['rejected'] }).toEqual({
    status: 202,
    accepted: 1,
    rejected: 4,
  })
  const errors = body['errors'] as { index: number; field: string; fix: string }[]
  expect(errors.map(({ index, field }) => `${index} ${field}`)).toEqual([
    '1 fact.amountMinor',
    '2 fact.narration',
    '3 fact.at',
    '4 customerId',
  ])
  expect(JSON.stringify(errors)).not.toContain('Priya')
})

test('a batch of more than 1,000, a body that is no JSON and one that is too large are each named', async () => {
  const many = Array.from({ length: 1_001 }, (_, index) => ({ customerId: 'x', fact: factOf(`n${index}`) }))
  expect(await bank.send('POST', '/v1/events', { items: many })).toMatchObject({
    status: 400,
    body: { field: 'items', fix: 'send at most 1000' },
  })
  expect(await bank.send('POST', '/v1/events', '{"items": [')).toMatchObject({
    status: 400,
    body: { reason: 'json' },
  })
  const large = JSON.stringify({ items: ['x'.repeat(3 * 1024 * 1024)] })
  expect(await bank.send('POST', '/v1/events', large)).toMatchObject({
    status: 413,
    body: { reason: 'body-too-large' },
  })
})

test('a contact is readable only through the vault, and found by name, phone and bank id', async () => {
  const customerId = `door-${randomUUID()}`
  const contact = { name: 'Quintessa Ölmez', phone: '+919876504321', remark: 'asked for calls after six' }
  const { status, body } = await bank.send('PUT', `/v1/customers/${customerId}/contact`, contact)
  expect(status).toBe(200)
  const stored = await database.query('select ciphertext from vault_contacts where customer = $1', [
    body['customer'],
  ])
  expect(stored.rows[0].ciphertext.toString('latin1')).not.toMatch(/Quintessa|9876504321|calls/)
  const audited = await database.query(
    "select 1 from audit where action = 'contact.write' and subject = $1",
    [body['customer']],
  )
  expect(audited.rowCount).toBe(1)
  const wrong = await bank.send('PUT', `/v1/customers/${customerId}/contact`, { name: 'X', phone: '98' })
  expect(wrong).toMatchObject({ status: 400, body: { field: 'phone' } })
  const worker = await StaffClient.signIn(instance, 'asha')
  expect((await worker.get('/v1/cases?q=quintessa')).status).toBe(200)
})

test('a withdrawal and a grant of the same instant leave the withdrawal standing', async () => {
  const customerId = `door-${randomUUID()}`
  const consent = {
    customerId,
    channel: 'sms',
    purpose: 'servicing',
    basis: 'consent',
    at: '2025-06-01T00:00:00Z',
  }
  const items = [
    { ...consent, status: 'withdrawn' },
    { ...consent, status: 'granted' },
  ]
  for (const item of items) expect((await bank.send('POST', '/v1/consents', item)).status).toBe(200)
  expect((await bank.send('POST', '/v1/consents', { items })).body).toMatchObject({
    accepted: 2,
    rejected: 0,
  })
  const { body } = await bank.send('POST', '/v1/tokens', { customerIds: [customerId] })
  const { rows } = await database.query('select status from consents where customer = $1', [
    (body['tokens'] as string[])[0],
  ])
  expect(rows).toEqual([{ status: 'withdrawn' }])
})

test('the same Idempotency-Key gets the first answer, another request with it is refused', async () => {
  const key = randomUUID()
  const customerId = `door-${randomUUID()}`
  const body = { items: [{ customerId, fact: factOf(`${customerId}-1`) }] }
  const first = await bank.send('POST', '/v1/events', body, { 'idempotency-key': key })
  const before = await endOffsetSum()
  const again = await bank.send('POST', '/v1/events', body, { 'idempotency-key': key })
  expect([again.status, again.body]).toEqual([first.status, first.body])
  expect(await recordsWith(`${customerId}-1`)).toHaveLength(1)
  expect(before).toBeGreaterThan(0)
  const other = { items: [{ customerId, fact: factOf(`${customerId}-2`) }] }
  expect(await bank.send('POST', '/v1/events', other, { 'idempotency-key': key })).toMatchObject({
    status: 409,
    body: { reason: 'idempotency-key-reused' },
  })
})

test('a key keeps nothing of the bank’s customer id, and still tells one customer from another', async () => {
  const key = randomUUID()
  const customerId = `door-${randomUUID()}`
  const contact = { name: 'Quintessa Ölmez', phone: '+919876504321' }
  const put = (id: string) =>
    bank.send('PUT', `/v1/customers/${id}/contact`, contact, { 'idempotency-key': key })
  const first = await put(customerId)
  expect(first.status).toBe(200)
  expect(await put(customerId)).toMatchObject({ status: 200, body: first.body })
  expect(await put(`${customerId}-2`)).toMatchObject({
    status: 409,
    body: { reason: 'idempotency-key-reused' },
  })
  const { rows } = await database.query<{ text: string }>(
    'select row_to_json(k)::text as text from idempotency_keys k where key = $1',
    [key],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.text).not.toContain(customerId)
})

test('the stream’s lag falls to nothing once the events are folded, and every component answers', async () => {
  await eventually('no lag', async () => {
    const { body } = await bank.send('GET', '/v1/status')
    return (body['stream'] as { lag: number | null }).lag === 0
  })
  const { body } = await bank.send('GET', '/v1/status')
  const components = body['components'] as { name: string; healthy: boolean }[]
  expect(components.filter(({ healthy }) => healthy).map(({ name }) => name)).toEqual([
    'postgres',
    'redis',
    'kafka',
    'temporal',
  ])
})

test('Prometheus reads the stream’s lag, the open cases and the routes’ durations, and no id of anybody', async () => {
  const customerId = `door-${randomUUID()}`
  const contact = { name: 'Quintessa Ölmez', phone: '+919876504321' }
  const { body } = await bank.send('PUT', `/v1/customers/${customerId}/contact`, contact)
  const response = await fetch(`${instance.url}/metrics`)
  const text = await response.text()
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain/),
  ])
  expect(text).toMatch(/^equilibrate_stream_lag \d+$/m)
  expect(text).toMatch(/^equilibrate_cases_open \d+$/m)
  expect(text).toContain('_count{route="putContact",method="PUT",status="200"}')
  expect(text).not.toContain(customerId)
  expect(text).not.toContain(String(body['customer']))
})

test('a callback that the phone network did not sign is refused', async () => {
  const response = await fetch(`${instance.url}/v1/callbacks/twilio/status?ref=${randomUUID()}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': 'bm90IHRoZWlycw==' },
    body: new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'delivered' }),
  })
  expect(response.status).toBe(403)
})

/** Records of the whole topic whose value holds a text. */
async function recordsWith(text: string): Promise<{ key: string | null; value: string }[]> {
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}` })
  const found: { key: string | null; value: string }[] = []
  const ends = await admin.fetchTopicOffsets('bank-events')
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map((end) => [end.partition, Number(end.high)]),
  )
  await consumer.connect()
  await consumer.subscribe({ topic: 'bank-events', fromBeginning: true })
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: async ({ partition, message }) => {
          const value = message.value?.toString() ?? ''
          if (value.includes(text)) found.push({ key: message.key?.toString() ?? null, value })
          if (Number(message.offset) + 1 >= (open.get(partition) ?? Infinity)) open.delete(partition)
          if (open.size === 0) resolve()
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
  return found
}

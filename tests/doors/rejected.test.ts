import { randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Kafka, logLevel } from 'kafkajs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bankClient, StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'

const instance = inject('instance')
const run = promisify(execFile)
const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const database = new pg.Client({ connectionString: instance.environment['DATABASE_URL'] })
const brokers = (instance.environment['KAFKA_BROKERS'] ?? '').split(',')
const kafka = new Kafka({ clientId: 'test-rejected', brokers, logLevel: logLevel.NOTHING })
const producer = kafka.producer()
let bank: Awaited<ReturnType<typeof bankClient>>
let operator: StaffClient

beforeAll(async () => {
  await Promise.all([database.connect(), producer.connect()])
  bank = await bankClient(instance)
  operator = await StaffClient.signIn(instance, 'esha')
})
afterAll(() => Promise.all([database.end(), producer.disconnect()]))

type Row = { id: number; position: string; reason: string; field: string; fix: string; state: string }

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

/** The row of rejected data whose bytes hold a text. */
async function rowWith(source: string, text: string): Promise<Row & { key: string | null; text: string }> {
  return eventually(`rejected data with ${text}`, async () => {
    const { body } = await operator.get(`/v1/rejected?source=${source}&limit=200`)
    for (const row of body['rows'] as Row[]) {
      const { status, body: original } = await operator.get(`/v1/rejected/${row.id}/original`)
      if (status === 200 && JSON.stringify(original).includes(text))
        return { ...row, ...(original as { key: string | null; text: string }) }
    }
    return null
  })
}

test('a bad item of a batch is in the rejected data with reason and fix, and its bytes only in the vault', async () => {
  const customerId = `reject-${randomUUID()}`
  const narration = `to Xylophonia ${customerId}`
  const bad = { customerId, fact: { ...factOf(customerId), narration } }
  const items = [{ customerId, fact: factOf(`${customerId}-good`) }, bad]
  const { status, body } = await bank.send('POST', '/v1/events', { items })
  expect({ status, ...body }).toMatchObject({ status: 202, accepted: 1, results: ['accepted', 'rejected'] })
  const row = await rowWith('api', narration)
  expect(row).toMatchObject({
    reason: 'is not a known field',
    state: 'open',
    fix: expect.stringMatching(/leave/),
  })
  expect(JSON.parse(row.text)).toEqual(bad)
  const { rows } = await database.query(
    `select e::text as row, o.ciphertext from rejected_events e join rejected_originals o on rejected_id = id
     where id = $1`,
    [row.id],
  )
  expect(rows[0].row).not.toMatch(/Xylophonia|reject-/)
  expect(rows[0].ciphertext.toString('latin1')).not.toContain('Xylophonia')
  const audited = await database.query(
    "select actor_id from audit where action = 'rejected.reveal' and subject = $1",
    [String(row.id)],
  )
  expect(audited.rowCount).toBeGreaterThan(0)
})

test('the same bad item sent again is the same row', async () => {
  const customerId = `reject-${randomUUID()}`
  const bad = { customerId, fact: { ...factOf('x'), amountMinor: -1 } }
  for (let i = 0; i < 3; i++) expect((await bank.send('POST', '/v1/events', bad)).status).toBe(400)
  await rowWith('api', customerId)
  const { rows } = await database.query(
    `select count(*)::int as count from rejected_originals join vault_keys using (customer)
     where customer = (select customer from rejected_originals order by rejected_id desc limit 1)`,
  )
  expect(rows[0].count).toBe(1)
})

test('on the topic a key that is no token and an unknown field are rejected with reason, and the bytes are kept', async () => {
  const mark = randomUUID()
  const { body } = await bank.send('POST', '/v1/tokens', { customerIds: [mark] })
  const [token = ''] = body['tokens'] as string[]
  await producer.send({
    topic: 'bank-events',
    messages: [
      { key: `raw-${mark}`, value: JSON.stringify(factOf(`${mark}-1`)) },
      { key: token, value: JSON.stringify({ ...factOf(`${mark}-2`), narration: 'x' }) },
      { key: token, value: `{"${mark}-3` },
    ],
  })
  expect(await rowWith('bank-events', `${mark}-1`)).toMatchObject({
    ...{ reason: 'key-is-no-token', key: `raw-${mark}`, fix: expect.stringContaining('npm run tokens') },
  })
  expect(await rowWith('bank-events', `${mark}-2`)).toMatchObject({ reason: 'unknown-field', key: token })
  expect(await rowWith('bank-events', `${mark}-3`)).toMatchObject({ reason: 'not-json' })
})

test('a replay takes what is mended once, and says why the rest is still refused', async () => {
  const mark = `replay-${randomUUID()}`
  const bad = { customerId: mark, fact: { ...factOf(mark), category: 'unheard-of' } }
  await bank.send('POST', '/v1/events', bad)
  const row = await rowWith('api', mark)
  const replay = async () =>
    (await operator.send('POST', '/v1/rejected/replay', { ids: [row.id] })).body['results']
  expect(await replay()).toMatchObject([{ result: 'rejected', field: 'fact.category' }])
  // The fix: as if the bank's name for it had become known. The bytes of a good item take the place of the bad ones.
  const good = await rowOfGood(mark)
  expect((await operator.send('POST', '/v1/rejected/replay', { ids: [good] })).body['results']).toMatchObject(
    [{ result: 'taken' }],
  )
  expect((await operator.send('POST', '/v1/rejected/replay', { ids: [good] })).body['results']).toMatchObject(
    [{ result: 'not-open' }],
  )
})

test('the command lists and replays, and a worker of cases sees nothing of it', async () => {
  const environment = { ...process.env, EQUILIBRATE_HOME: instance.home }
  const { stdout } = await run(process.execPath, [ENTER, 'rejected', 'list', '--limit', '5'], {
    env: environment,
  })
  expect(stdout.split('\n')[0]).toBe('id,state,source,position,reason,field,fix,attempts')
  const replayed = await run(
    process.execPath,
    [ENTER, 'rejected', 'replay', '--reason', 'is not a known field'],
    { env: environment },
  )
  expect(JSON.parse(replayed.stdout)).toMatchObject({ taken: 0, rejected: expect.any(Number) })
  const worker = await StaffClient.signIn(instance, 'asha')
  expect((await worker.get('/v1/rejected')).status).toBe(403)
})

/** A record that was rejected only because the door did not yet know better: a category that it knows by now. */
async function rowOfGood(mark: string): Promise<number> {
  const { body } = await bank.send('POST', '/v1/tokens', { customerIds: [mark] })
  const [token = ''] = body['tokens'] as string[]
  // The topic takes only neutral names; a replay maps the bank's own.
  await producer.send({
    topic: 'bank-events',
    messages: [{ key: token, value: JSON.stringify({ ...factOf(`${mark}-good`), category: 'pharmacy' }) }],
  })
  return (await rowWith('bank-events', `${mark}-good`)).id
}

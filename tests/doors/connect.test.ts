import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tokenOf } from '../../ingest/tokenise.ts'
import { StaffClient } from '../harness/api-client.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { armFault, eventually, untilFaultHit } from '../harness/processes.ts'
import { openBankDatabase, readTopic, startCapture } from './capture-rig.ts'

const instance = inject('instance')
const PEOPLE = 12
const DAYS = 40
const OWNER_WAIT_MS = 25_000
const ARRIVES_WITHIN_MS = 90_000
const pepper = Buffer.from(instance.environment['EQUILIBRATE_TOKEN_PEPPER'] ?? '', 'base64')
const product = new pg.Client({ connectionString: instance.environment['DATABASE_URL'] })
const bankIdOf = (n: number): string => `CB${String(n).padStart(8, '0')}`
const accountOf = (n: number): string => `IN00BANK${String(n).padStart(10, '0')}`

let bank: BankSystem
let source: pg.Client
let capture: Awaited<ReturnType<typeof startCapture>>
let now: string

beforeAll(async () => {
  await product.connect()
  bank = await openBankSystem(instance)
  now = new Date(await bank.now_ms()).toISOString()
  capture = await startCapture(instance, ['--customers', String(PEOPLE), '--days', String(DAYS)], {
    EQUILIBRATE_CAPTURE_WAIT_MS: String(OWNER_WAIT_MS),
  })
  source = await openBankDatabase(instance)
})
afterAll(async () => {
  await capture.stop()
  await Promise.all([bank.close(), source.end(), product.end()])
})

/** A posted purchase of an account. */
const purchase = (id: string, account: string, status = 'POSTED') =>
  source.query(
    `insert into core_banking.transactions values ($1, $2, $3, -250.50, 'INR', 'POS', 'groceries',
       'Paid by Person Number1 Example', 'Counterparty 7', 9000, $4)`,
    [id, account, now, status],
  )

/** What the bank's database holds, as `kind/id/version`, by the customer's token. */
async function expected(): Promise<string[]> {
  const { rows } = await source.query<{ customer: string; fact: string }>(
    `select customer_id as customer, 'customer//' || version as fact from core_banking.customers
     union all select customer_id, 'transaction/' || transaction_id || '/' from core_banking.transactions
       join core_banking.accounts using (account_id) where status <> 'PENDING' and customer_id is not null
     union all select customer_id, 'obligation/' || instalment_id || '/' || version
       from core_banking.instalments join core_banking.accounts using (account_id)
     union all select customer_id, 'settlement/' || payment_id || '/'
       from core_banking.payments join core_banking.accounts using (account_id)`,
  )
  return rows.map(({ customer, fact }) => `${tokenOf(pepper, customer)} ${fact}`).sort()
}

/** What arrived on the topic for customers of the sample; each as often as it is there. */
async function arrived(): Promise<string[]> {
  const tokens = new Set(Array.from({ length: PEOPLE + 2 }, (_, n) => tokenOf(pepper, bankIdOf(n + 1))))
  return (await readTopic(instance, 'bank-events'))
    .filter(({ key }) => key !== null && tokens.has(key))
    .map(({ key, value }) => {
      const { kind, id, version = '' } = JSON.parse(value ?? '') as Record<string, string>
      return `${key} ${kind}/${kind === 'customer' ? '' : id}/${version}`
    })
    .sort()
}

const untilArrived = (facts: readonly string[]): Promise<true> =>
  eventually(
    `${facts.length} facts on the topic`,
    async () => {
      const there = new Set(await arrived())
      return facts.every((fact) => there.has(fact)) || undefined
    },
    ARRIVES_WITHIN_MS,
  )

test('rows of the first copy and live rows arrive under the customer’s token, across kills, none lost and none twice', async () => {
  const history = await expected()
  expect(history.length).toBeGreaterThan(PEOPLE * DAYS)
  await untilArrived(history)

  await purchase('ORPHAN-FOR-EVER', 'IN00BANKNOBODY')
  await purchase('LIVE-1', accountOf(1))
  await purchase('LIVE-PENDING', accountOf(2), 'PENDING')
  await source.query(
    `update core_banking.transactions set status = 'POSTED' where transaction_id = 'LIVE-PENDING'`,
  )
  await source.query(
    `update core_banking.customers set monthly_income = 41000, version = 2, full_name = 'Person Renamed'
     where customer_id = $1`,
    [bankIdOf(3)],
  )
  const deleted = `${tokenOf(pepper, bankIdOf(4))} transaction/T4-1/`
  await source.query(`delete from core_banking.transactions where transaction_id = 'T4-1'`)
  // Before its owner: the account comes in a later transaction of the database.
  await purchase('EARLY-1', accountOf(PEOPLE + 1))
  await source.query(`insert into core_banking.accounts values ($1, $2, $3)`, [
    accountOf(PEOPLE + 1),
    bankIdOf(PEOPLE + 1),
    now,
  ])
  const oldVersion = `${tokenOf(pepper, bankIdOf(3))} customer//1`
  await untilArrived(await expected())

  armFault(instance, 'capture.sent')
  await purchase('KILLED-CAPTURE', accountOf(5))
  await untilFaultHit(instance, 'capture.sent')
  capture.kill('connect')
  for (let n = 1; n <= PEOPLE; n++) await purchase(`KILLED-CONNECT-${n}`, accountOf(n))
  const all = [...(await expected()), deleted, oldVersion].sort()
  await untilArrived(all)
  expect(await arrived()).toEqual(all)
})

test('the token of Connect is the token of every other door', async () => {
  const keys = new Set((await readTopic(instance, 'captured-rows')).map(({ key }) => key))
  expect(keys).toContain(await bank.token(bankIdOf(1)))
  expect(keys).toContain(tokenOf(pepper, `  ${bankIdOf(1)}  `))
})

test('keys of captured rows, deletes and tombstones are tokens', async () => {
  const rows = await readTopic(instance, 'captured-rows')
  expect(rows.filter(({ value }) => value === null).length).toBeGreaterThan(0)
  expect(rows.filter(({ value }) => value?.includes('"op":"d"')).length).toBeGreaterThan(0)
  for (const { key } of rows) if (key !== null) expect(key).toMatch(/^(c|account|r)_[a-z2-7]{26}$/)
})

test('a row that cannot be read is named on the error topic and in the rejected data, without a value of it', async () => {
  await source.query(`insert into core_banking.accounts values ('IN00BANKOWN', null, $1)`, [now])
  const { position } = await rejectedWith('id-missing: customer_id')
  expect(position).toMatch(/^errors \d+$/)
  const [named] = await readTopic(instance, 'captured-rows.errors')
  expect(JSON.parse(named?.value ?? '')).toEqual({
    ...{ table: 'core_banking.accounts', op: 'c', reason: 'id-missing: customer_id' },
  })
})

test('what waits for its owner in vain is rejected with reason, and replayed once the owner has come', async () => {
  const { id } = await rejectedWith('owner-unknown')
  await source.query(`insert into core_banking.accounts values ('IN00BANKNOBODY', $1, $2)`, [
    bankIdOf(PEOPLE + 2),
    now,
  ])
  const operator = await StaffClient.signIn(instance, 'esha')
  const { body } = await operator.send('POST', '/v1/rejected/replay', { ids: [id] })
  expect(body['results']).toMatchObject([{ id, result: 'taken' }])
  await untilArrived([`${tokenOf(pepper, bankIdOf(PEOPLE + 2))} transaction/ORPHAN-FOR-EVER/`])
})

test('nothing raw of the bank’s database lies in Kafka, in a log or in Connect’s own files', () => {
  const raw = ['Person Number', 'Person Renamed', 'bank.example', '+9199', 'Sample Street', 'Counterparty']
  const ids = ['IN00BANK', 'CB0000']
  for (const folder of ['kafka', 'logs', 'connect', 'redis'])
    expect(filesWith(join(instance.home, folder), [...raw, ...ids]), folder).toEqual([])
  expect(filesWith(join(instance.home, 'kafka'), [tokenOf(pepper, bankIdOf(1))])).not.toEqual([])
})

const rejectedWith = (reason: string): Promise<{ id: number; position: string }> =>
  eventually(
    `rejected data: ${reason}`,
    async () => {
      const { rows } = await product.query<{ id: string; position: string }>(
        `select id, position from rejected_events where source = 'capture' and reason = $1 and state = 'open'`,
        [reason],
      )
      return rows[0] && { id: Number(rows[0].id), position: rows[0].position }
    },
    ARRIVES_WITHIN_MS,
  )

function filesWith(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return words.some((word) => bytes.includes(word))
    })
}

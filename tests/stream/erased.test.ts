import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { decodeState, type CustomerState } from '../../features/state.ts'
import { FORGOTTEN, FORGOTTEN_OTHERWISE, KEPT } from '../../stores/postgres/erasures.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { bankClient } from '../harness/api-client.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { distressedCustomer } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { payment } from './facts.ts'

const instance = inject('instance')
const BANK_ID = 'ERASED-1'
let bank: BankSystem
let rows: CaseRows
let redis: Redis

beforeAll(async () => {
  bank = await openBankSystem(instance)
  rows = await openCaseRows(instance)
  redis = await openRedis(instance.environment['REDIS_URL'] ?? '', () => undefined)
})
afterAll(async () => {
  redis.disconnect()
  await bank.close()
  await rows.close()
})

async function stateOf(token: string): Promise<CustomerState | null> {
  const [key] = await redis.keys(`{*}:state:${token}`)
  const bytes = key === undefined ? null : await redis.getBuffer(key)
  return bytes && decodeState(bytes)
}

const kept = async (table: string, token: string): Promise<number> =>
  (await rows.db.query(`select from ${table} where customer = $1`, [token])).rowCount ?? 0

test('every table that names customers is either emptied of the erased ones, or kept for a reason', async () => {
  const { rows: found } = await rows.db.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'customer' order by 1`,
  )
  const names = found.map(({ name }) => name)
  expect(names).toEqual([...FORGOTTEN, ...FORGOTTEN_OTHERWISE, ...KEPT].sort())
})

test('an erased customer is forgotten by vault, tables, stream and case, and a late event brings nothing back', async () => {
  const now_ms = await bank.now_ms()
  const token = await bank.token(BANK_ID)
  const caseId = caseIdOf(token, 1)
  const { facts } = distressedCustomer('erased', now_ms)
  await bank.introduce(BANK_ID, { name: 'Erna Zeller', phone: '+919800000001' })
  await bank.tell(token, facts)
  await rows.untilStage(caseId, 'awaiting_decision')
  expect((await stateOf(token))?.transactionsTotal).toBeGreaterThan(0)
  for (const table of ['vault_keys', 'obligations', 'customers'])
    await eventually(table, async () => (await kept(table, token)) > 0)

  const client = await bankClient(instance)
  expect((await client.send('DELETE', `/v1/customers/${BANK_ID}`)).status).toBe(202)
  for (const table of ['vault_keys', 'vault_contacts', 'consents'])
    expect(await kept(table, token), table).toBe(0)
  await eventually('the empty state', async () => (await stateOf(token))?.transactionsTotal === 0)
  await rows.untilStage(caseId, 'closed')

  const other = await bank.token('ERASED-NEIGHBOUR')
  const aMinuteAgo = new Date(now_ms - 60_000).toISOString()
  await bank.tell(token, [payment('erased-late', aMinuteAgo, 1000)])
  await bank.tell(other, [payment('neighbour-1', aMinuteAgo, 1000)])
  await eventually('the neighbour', async () => (await stateOf(other))?.transactionsTotal === 1)
  await eventually('nothing left to fold', async () => (await bank.doors.lag()) === 0)
  expect((await stateOf(token))?.transactionsTotal).toBe(0)
  for (const table of FORGOTTEN) expect(await kept(table, token), table).toBe(0)
})

test('a stream worker tells Prometheus of its throughput, its lag and its partitions', async () => {
  const file = readFileSync(join(instance.home, 'metrics', 'stream.json'), 'utf8')
  const [{ targets }] = JSON.parse(file) as [{ targets: string[] }]
  const text = await (await fetch(`http://${targets[0]}/metrics`)).text()
  expect(text).toMatch(/^equilibrate_stream_records_total\{process="stream"\} \d+$/m)
  expect(text).toMatch(/^equilibrate_stream_worker_lag\{process="stream"\} \d+$/m)
  expect(text).toMatch(/^equilibrate_stream_partitions\{process="stream"\} 32$/m)
})

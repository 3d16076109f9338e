import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { decodeState, type CustomerState } from '../../features/state.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { bankClient } from '../harness/api-client.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
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

const kept = async (table: 'vault_keys' | 'vault_contacts' | 'consents', token: string): Promise<number> =>
  (await rows.db.query(`select from ${table} where customer = $1`, [token])).rowCount ?? 0

test('an erased customer is forgotten by vault, tables and stream, and a late event brings nothing back', async () => {
  const now_ms = await bank.now_ms()
  const token = await bank.token(BANK_ID)
  const at = (minutesAgo: number): string => new Date(now_ms - minutesAgo * 60_000).toISOString()
  await bank.introduce(BANK_ID, { name: 'Erna Zeller', phone: '+919800000001' })
  await bank.tell(token, [payment('erased-1', at(60), 1000), payment('erased-2', at(50), 1000)])
  await eventually('the state', async () => (await stateOf(token))?.transactionsTotal === 2)
  expect(await kept('vault_keys', token)).toBe(1)

  const client = await bankClient(instance)
  expect((await client.send('DELETE', `/v1/customers/${BANK_ID}`)).status).toBe(202)
  for (const table of ['vault_keys', 'vault_contacts', 'consents'] as const)
    expect(await kept(table, token), table).toBe(0)
  await eventually('the empty state', async () => (await stateOf(token))?.transactionsTotal === 0)

  const other = await bank.token('ERASED-NEIGHBOUR')
  await bank.tell(token, [payment('erased-3', at(1), 1000)])
  await bank.tell(other, [payment('neighbour-1', at(1), 1000)])
  await eventually('the neighbour', async () => (await stateOf(other))?.transactionsTotal === 1)
  await eventually('nothing left to fold', async () => (await bank.doors.lag()) === 0)
  expect((await stateOf(token))?.transactionsTotal).toBe(0)
})

test('a stream worker tells Prometheus of its throughput, its lag and its partitions', async () => {
  const file = readFileSync(join(instance.home, 'metrics', 'stream.json'), 'utf8')
  const [{ targets }] = JSON.parse(file) as [{ targets: string[] }]
  const text = await (await fetch(`http://${targets[0]}/metrics`)).text()
  expect(text).toMatch(/^equilibrate_stream_records_total\{process="stream"\} \d+$/m)
  expect(text).toMatch(/^equilibrate_stream_worker_lag\{process="stream"\} \d+$/m)
  expect(text).toMatch(/^equilibrate_stream_partitions\{process="stream"\} 32$/m)
})

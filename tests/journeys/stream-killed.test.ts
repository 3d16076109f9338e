import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { readPartitionCount } from '../../stores/redis/partition-count.ts'
import { streamPositions } from '../../stores/redis/stream-totals.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { openCaseRows, type CaseRows } from '../harness/case-rows.ts'
import { distressedCustomer, paymentOf } from '../harness/distressed-customer.ts'
import { armFault, pidOf, untilFaultHit } from '../harness/processes.ts'

const instance = inject('instance')
let bank: BankSystem
let cases: CaseRows
let redis: Redis

beforeAll(async () => {
  bank = await openBankSystem(instance)
  cases = await openCaseRows(instance)
  redis = await openRedis(instance.environment['REDIS_URL'] ?? '', () => undefined)
})
afterAll(async () => {
  redis.disconnect()
  await bank.close()
  await cases.close()
})

test('a stream worker killed between its commit and its outbox still leads to one case and one label', async () => {
  const now_ms = await bank.now_ms()
  const token = await bank.token('STREAM-KILLED-1')
  const { facts, obligationId } = distressedCustomer('stream-killed-1', now_ms)
  const before = pidOf(instance, 'stream')
  armFault(instance, 'stream.after-commit')
  await bank.tell(token, facts)
  await untilFaultHit(instance, 'stream.after-commit')
  expect(await waitingInOutboxes()).toBeGreaterThan(0)

  await cases.untilStage(caseIdOf(token, 1), 'awaiting_decision')
  expect(pidOf(instance, 'stream')).not.toBe(before)
  await bank.tell(token, [paymentOf('stream-killed-1', obligationId, now_ms)])
  await cases.untilStage(caseIdOf(token, 1), 'closed')
  expect(await rowsOf('episodes', token)).toBe(1)
  expect(await rowsOf('cases', token)).toBe(1)
  expect(await rowsOf('outcomes', token)).toBe(1)
})

/** Records that were committed and not yet published. */
async function waitingInOutboxes(): Promise<number> {
  const positions = await streamPositions(redis, await readPartitionCount(redis))
  return positions.reduce((sum, { waiting }) => sum + waiting, 0)
}

async function rowsOf(table: 'episodes' | 'cases' | 'outcomes', token: string): Promise<number> {
  const { rows } = await cases.db.query(`select count(*)::int as n from ${table} where customer = $1`, [
    token,
  ])
  return rows[0]?.n
}

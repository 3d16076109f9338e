import { expect, inject, test } from 'vitest'
import { bankClient } from '../harness/api-client.ts'
import { openBankSystem } from '../harness/bank-system.ts'

const instance = inject('instance')

test('bank time that was just set is the one that is told, and it never goes back', async () => {
  const system = await openBankSystem(instance)
  const now_ms = await system.now_ms()
  await system.close()
  const bank = await bankClient(instance)
  const later = new Date(now_ms + 1_000).toISOString()
  const moved = await bank.send('PUT', '/v1/bank-clock', { action: 'set', at: later, speed: 0 })
  expect(moved).toMatchObject({ status: 200, body: { bankTime: later, speed: 0 } })
  expect((await bank.send('GET', '/v1/bank-clock')).body['bankTime']).toBe(later)
  const before = new Date(now_ms).toISOString()
  const back = await bank.send('PUT', '/v1/bank-clock', { action: 'set', at: before })
  expect(back).toMatchObject({ status: 400, body: { reason: 'bank-time-back', field: 'at' } })
})

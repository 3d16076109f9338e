import { expect, test } from 'vitest'
import { OUTBOX_WAITING_MAX, untilRoom } from './outbox-room.ts'

test('a full outbox is woken and waited for, and the group hears meanwhile that the worker lives', async () => {
  const lengths = [OUTBOX_WAITING_MAX + 500, OUTBOX_WAITING_MAX + 1, OUTBOX_WAITING_MAX]
  const told: string[] = []
  const room = await untilRoom(3, {
    length: () => lengths.shift() ?? 0,
    wake: (partition) => told.push(`wake ${partition}`),
    isStale: () => false,
    heartbeat: async () => void told.push('heartbeat'),
  })
  expect(room).toBe(true)
  expect(told).toEqual(['wake 3', 'heartbeat', 'wake 3', 'heartbeat'])
})

test('a batch that is not wanted any more does not wait for room', async () => {
  const full = {
    length: () => OUTBOX_WAITING_MAX + 1,
    wake: () => undefined,
    isStale: () => true,
    heartbeat: async () => undefined,
  }
  expect(await untilRoom(0, full)).toBe(false)
})

import { expect, test } from 'vitest'
import type { OutreachDeps } from './deps.ts'
import { waitForTurn } from './wait-for-turn.ts'

/** Turns of each sender as the table keeps them, at a standing clock. */
function turns(): Pick<OutreachDeps, 'db' | 'sendsPerSecond'> {
  const free_at = new Map<string, number>()
  const query = (_text: string, [sender, interval_ms, wait_max_ms]: [string, number, number]) => {
    const wait_ms = free_at.get(sender) ?? 0
    if (wait_ms > wait_max_ms) return Promise.resolve({ rows: [] })
    free_at.set(sender, wait_ms + interval_ms)
    return Promise.resolve({ rows: [{ wait_ms }] })
  }
  const sendsPerSecond = { sms: 10, whatsapp: 10, voice: 1, email: 10 }
  return { db: { query } as unknown as OutreachDeps['db'], sendsPerSecond }
}

test('a sender with much to send leaves room for the others: few of its messages wait, the rest come again', async () => {
  const deps = turns()
  const busy = Array.from({ length: 20 }, () => waitForTurn(deps, { channel: 'sms', sender: 'busy' }))
  expect(await waitForTurn(deps, { channel: 'sms', sender: 'idle' })).toBe(false)
  const ended = await Promise.allSettled(busy)
  const refused = ended.filter(({ status }) => status === 'rejected')
  expect(ended.length - refused.length).toBe(6)
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable', reason: 'sender-busy' } })
})

test('the same number on another channel is another sender', async () => {
  const deps = turns()
  const voice = { channel: 'voice', sender: 'one' } as const
  let isOver = false
  const second = waitForTurn(deps, voice)
    .then(() => waitForTurn(deps, voice))
    .then((hasWaited) => (isOver = hasWaited))
  await waitForTurn(deps, { channel: 'sms', sender: 'one' })
  expect(isOver).toBe(false)
  expect(await second).toBe(true)
})

import { expect, test, vi } from 'vitest'
import type { MessageStatus } from '../domain/message.ts'
import type { Database } from '../stores/postgres/database.ts'
import { recordDelivery } from './record-delivery.ts'

vi.mock('./position.ts', () => ({
  positionOf: (caseId: string, sequence: number) => ({ caseId, runId: 'run-1', runEpoch_ms: 0, sequence }),
}))

/** What a delivery that ends so writes into the consents (one list of values a column) and leaves as a task (queue, rule). */
async function consentsAfter(status: MessageStatus | null, errorCode: string | null, hasNext = true) {
  const written: unknown[] = []
  const tasks: unknown[] = []
  const query = (text: string, values: unknown[] = []) => {
    if (text.includes('into consents')) written.push(...values)
    if (text.includes('into tasks')) tasks.push(values.slice(1, 3))
    const isStep = text.includes('from dispatch_intents')
    return Promise.resolve({ rows: isStep ? [{ customer: 'c_1', channel: 'sms' }] : [] })
  }
  const db = { query, transaction: (work: (client: unknown) => Promise<unknown>) => work({ query }) }
  const end = { caseId: 'case-1', dispatchKey: 'k', sequence: 1, status, errorCode }
  const { is } = await recordDelivery({ db: db as unknown as Database, clock: { current: () => [] } })({
    ...end,
    hasNext,
    approvedBy: ['asha'],
  })
  return { is, written, tasks }
}

test('an opt-out that a callback tells is kept for every purpose, and a person must look', async () => {
  const { is, written } = await consentsAfter('undelivered', '21610')
  expect(is).toBe('halted')
  expect(written.slice(0, 5)).toEqual([
    ['c_1', 'c_1'],
    ['sms', 'sms'],
    ['servicing', 'wellness'],
    ['consent', 'consent'],
    ['withdrawn', 'withdrawn'],
  ])
})

test('a message that arrived, or failed for another cause, changes no consent', async () => {
  expect(await consentsAfter('delivered', null)).toEqual({ is: 'arrived', written: [], tasks: [] })
  expect(await consentsAfter('undelivered', '30003')).toEqual({ is: 'try-next', written: [], tasks: [] })
})

test.each(['21610', '30007', '30002'])('after %s no other channel is tried', async (code) => {
  expect((await consentsAfter('undelivered', code)).is).toBe('halted')
})

test.each([
  ['undelivered', '30003', 'not-delivered', 'cases'],
  ['undelivered', '21610', 'halted', 'cases'],
  [null, '20429', 'halted', 'cases'],
  ['undelivered', '30007', 'halted', 'operations'],
] as const)('%s with %s, and no channel left: %s, and a task for %s', async (status, code, ends, queue) => {
  const { is, tasks } = await consentsAfter(status, code, false)
  expect(is).toBe(ends)
  expect(tasks).toEqual([[queue, `provider.${code}`]])
})

import { expect, test } from 'vitest'
import type { MessageStatus } from '../../domain/message.ts'
import type { Database } from './database.ts'
import { recordMessageStatus } from './message-events.ts'

/** What a status that comes when the case no longer listens writes into the consents. */
async function consentsAfter(
  status: MessageStatus,
  errorCode: string | null,
  before: MessageStatus = 'sent',
) {
  const written: unknown[] = []
  const step = { dispatchKey: 'k', caseId: 'case-1', customer: 'c_1', channel: 'sms', state: 'accepted' }
  const query = (text: string, values: unknown[] = []) => {
    if (text.includes('into consents')) written.push(values[4])
    const isStep = text.includes('from dispatch_intents')
    return Promise.resolve({ rows: isStep ? [{ ...step, status: before, providerId: 'SM1' }] : [] })
  }
  const db = { transaction: (work: (client: unknown) => Promise<unknown>) => work({ query }) }
  const report = { providerId: 'SM1', reference: null, status, errorCode }
  await recordMessageStatus(db as unknown as Database, report)
  return written
}

test('an opt-out that the network tells late is kept for every purpose', async () => {
  expect(await consentsAfter('undelivered', '21610')).toEqual([['withdrawn', 'withdrawn']])
})

test('told twice, or with another code, it withdraws nothing', async () => {
  expect(await consentsAfter('undelivered', '21610', 'undelivered')).toEqual([])
  expect(await consentsAfter('undelivered', '30003')).toEqual([])
  expect(await consentsAfter('delivered', null)).toEqual([])
})

import { expect, test } from 'vitest'
import type { Database, Queryable } from '../../stores/postgres/database.ts'
import { openBankDay } from './bank-morning.ts'

const morning = { newestAt: '2026-03-06T12:00:00Z', zone: 'Asia/Kolkata', speed: 1 } as const

/** A database without a clock, and every text that is sent to it. */
function emptyDatabase() {
  const sent: string[] = []
  const client = {
    query: (text: string) => {
      sent.push(text)
      return Promise.resolve({ rows: [] })
    },
  } as unknown as Queryable
  const transaction = ((work: (client: Queryable) => unknown) => work(client)) as Database['transaction']
  return { db: { transaction }, sent }
}

test('a load in production leaves the bank’s clock alone', async () => {
  const { db, sent } = emptyDatabase()
  expect(await openBankDay(db, 'production', morning)).toBeNull()
  expect(sent).toEqual([])
})

test('a load in development opens the business day after the last event', async () => {
  const { db, sent } = emptyDatabase()
  expect(await openBankDay(db, 'development', morning)).toBe('2026-03-09')
  expect(sent.join()).toContain('insert into bank_clock')
})

import { expect, test } from 'vitest'
import { loadPack } from '../../policies/pack.ts'
import type { RecordBatch } from '../../stores/kafka/consumer.ts'
import { candidateOf } from './candidate.ts'
import { takeEvaluations, type OpenerDeps } from './evaluations.ts'

const pack = loadPack('in')
const customer = `c_${'a'.repeat(26)}`
const obligation = {
  ...{ id: 'loan-1', product: 'loan', dueDate: '2026-03-20', amountMinor: 100, currency: 'INR' },
  outstandingMinor: null,
}
const opening = { asOf: '2026-03-02T04:30:00Z', level: 'HIGH', obligation }

const malformed: [what: string, value: string | null][] = [
  ['no value', null],
  ['half a JSON', '{"level":'],
  ['null', 'null'],
  ['a number', '12'],
  ['a level that is none', JSON.stringify({ ...opening, level: 'TERRIBLE' })],
  ['an evaluation that lacks most of itself', JSON.stringify({ ...opening, customer })],
]
const bytesOf = (value: string | null) => (value === null ? null : Buffer.from(value))

test.each(malformed)('%s is bad', (_, value) => {
  expect(candidateOf(pack, { value: bytesOf(value) })).toEqual({ is: 'bad' })
})

test('an evaluation that opens nothing is no candidate', () => {
  const value = Buffer.from(JSON.stringify({ ...opening, level: 'LOW' }))
  expect(candidateOf(pack, { value })).toEqual({ is: 'none' })
})

test('malformed records are passed over with their place alone in the log, and the batch is done', async () => {
  const logged: unknown[] = []
  const done: number[] = []
  const records = malformed.map(([, value], offset) => ({
    ...{ offset, key: customer, value: bytesOf(value), timestamp_ms: 0 },
  }))
  const batch: RecordBatch = {
    ...{ topic: 'evaluations', partition: 7, records, firstOffset: 0, endOffset: records.length },
    ...{ isStale: () => false, seek: () => undefined },
    heartbeat: async () => undefined,
    done: async (offset) => void done.push(offset),
  }
  const log = { warn: (...said: unknown[]) => void logged.push(...said) } as unknown as OpenerDeps['log']
  const db = { query: async () => ({ rows: [] }) } as unknown as OpenerDeps['db']
  await takeEvaluations({ db, pack, log } as OpenerDeps, batch)
  expect(done).toEqual([records.length])
  expect(logged).toHaveLength(2 * records.length)
  expect(logged[0]).toEqual({ partition: 7, offset: 0 })
  expect(JSON.stringify(logged)).not.toContain(customer)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { HISTORY_AFTER_DAYS } from '../../domain/bank-event.ts'
import { DAY_MS } from '../../domain/calendar.ts'
import { foldFact } from '../../features/fold.ts'
import { emptyState, encodeState, type CustomerState } from '../../features/state.ts'
import { openWatch } from '../../features/watch.ts'
import { packBlock } from '../../stores/kafka/reading-thread/block.ts'
import { RecordReader } from '../../stores/kafka/record-reader.ts'
import type { StateStore } from '../../stores/redis/state-store.ts'
import { streamClock } from './clock.ts'
import { foldGroup, nothingFolded, type Folded } from './fold-group.ts'
import { groupByKey } from './group.ts'
import { openStateCache } from './state-cache.ts'

const zone = 'Asia/Kolkata'
const START_MS = Date.parse('2026-03-02T09:00:00Z')
const customers = ['a', 'b', 'c'].map((letter) => `c_${letter.repeat(26)}`)
const clock = streamClock([], 'production')
const storeOfNothing = { states: async (_: number, tokens: string[]) => tokens.map(() => null) }

type Sent = { key: string; value: string; timestamp_ms: number }

const transaction = (id: string, at_ms: number): CustomerFact => ({
  ...{ kind: 'transaction', id, at: new Date(at_ms).toISOString(), direction: 'debit', amountMinor: 1000 },
  ...{ currency: 'INR', channel: 'card', category: 'grocery', balanceMinor: at_ms % 1000 },
})

const readerWith = (sent: readonly Sent[]): RecordReader => {
  const messages = sent.map(({ key, value, timestamp_ms }, offset) => ({
    ...{ key: Buffer.from(key), value: Buffer.from(value) },
    ...{ timestamp: String(timestamp_ms), offset: String(offset) },
  }))
  return new RecordReader(packBlock({ partition: 3, messages, firstOffset: 0, endOffset: sent.length }))
}

async function foldAll(reader: RecordReader, slices: number): Promise<Folded> {
  const cache = openStateCache(storeOfNothing as unknown as StateStore, 0)
  const folded = nothingFolded()
  const size = Math.ceil(reader.count / slices)
  for (let from = 0; from < reader.count; from += size) {
    const group = groupByKey(reader, clock, from, Math.min(from + size, reader.count))
    await foldGroup(folded, group, cache, { partition: 3, zone, watch: openWatch(zone) })
  }
  return folded
}

/** Each record by itself, in the order of the partition. */
function oneByOne(sent: readonly { key: string; fact: CustomerFact; timestamp_ms: number }[]) {
  const states = new Map<string, CustomerState>()
  const asOf = new Map<string, number | null>()
  const rejected: string[] = []
  sent.forEach(({ key, fact, timestamp_ms }, offset) => {
    const state = states.get(key) ?? emptyState()
    states.set(key, state)
    const verdict = foldFact(state, fact, { zone, brokerBankTime_ms: timestamp_ms })
    if (typeof verdict === 'object') rejected.push(`3/${offset} ${verdict.rejected}`)
    if (verdict !== 'folded') return
    const isCurrent = Date.parse(fact.at) >= timestamp_ms - HISTORY_AFTER_DAYS * DAY_MS
    asOf.set(key, isCurrent ? timestamp_ms : (asOf.get(key) ?? null))
  })
  return { states, asOf, rejected }
}

const facts = fc.array(
  fc.record({
    customer: fc.constantFrom(...customers),
    id: fc.nat(60),
    /** Some late, some future, some history, some twice. */
    hours: fc.integer({ min: -12 * 24, max: 30 }),
    broker_minutes: fc.nat(600),
  }),
  { minLength: 1, maxLength: 120, size: 'max' },
)

test('customers folded one after the other come out as record after record, in any slices', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.integer({ min: 1, max: 5 }), async (drawn, slices) => {
      const sent = drawn.map(({ customer, id, hours, broker_minutes }) => ({
        ...{ key: customer, fact: transaction(`t${id}`, START_MS + hours * 3_600_000) },
        timestamp_ms: START_MS + broker_minutes * 60_000,
      }))
      const folded = await foldAll(
        readerWith(sent.map((one) => ({ ...one, value: JSON.stringify(one.fact) }))),
        slices,
      )
      const expected = oneByOne(sent)
      for (const [customer, { state, asOf_ms }] of folded.changed) {
        expect(encodeState(state)).toEqual(encodeState(expected.states.get(customer) ?? emptyState()))
        expect(asOf_ms).toBe(expected.asOf.get(customer))
      }
      expect([...folded.changed.keys()].sort()).toEqual([...expected.asOf.keys()].sort())
      const rejected = folded.rejected.map(({ position, reason }) => `${position} ${reason}`)
      expect(rejected.sort()).toEqual(expected.rejected.sort())
      expect(folded.counts.rejected).toBe(expected.rejected.length)
    }),
    { numRuns: 200 },
  )
})

test('what stands under a key that is no token is rejected, and others are folded beside it', async () => {
  const value = JSON.stringify(transaction('t', START_MS))
  const sent = ['4711', customers[0] ?? '', ''].map((key) => ({ key, value, timestamp_ms: START_MS }))
  const { changed, rejected } = await foldAll(readerWith(sent), 1)
  expect([...changed.keys()]).toEqual([customers[0]])
  expect(rejected.map(({ position, reason }) => [position, reason])).toEqual([
    ['3/0', 'key-is-no-token'],
    ['3/2', 'key-is-no-token'],
  ])
})

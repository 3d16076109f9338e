import { expect, test } from 'vitest'
import { DAY_MS } from '../../domain/calendar.ts'
import type { RecordBatch } from '../../stores/kafka/consumer.ts'
import { takeFacts, type FactsDeps } from './facts.ts'

const customer = `c_${'a'.repeat(26)}`
const wall_ms = Date.parse('2026-11-01T12:00:00Z')
const bank_ms = Date.parse('2026-03-02T04:30:00Z')
const stopped = [{ wallFrom_ms: wall_ms, bankFrom_ms: bank_ms, speed: 0 }]
const isoOf = (at_ms: number): string => new Date(at_ms).toISOString()

const settlement = (id: string, at_ms: number) => ({
  ...{ kind: 'settlement', id, at: isoOf(at_ms), obligationId: 'loan-1', status: 'paid', amountMinor: 100 },
})
const obligation = (id: string, at_ms: number) => ({
  ...{ kind: 'obligation', id, at: isoOf(at_ms), version: 1, product: 'loan', productId: 'p-1' },
  ...{ dueDate: '2026-03-20', amountMinor: 100, currency: 'INR' },
})

function batchOf(facts: readonly object[]): RecordBatch {
  const records = facts.map((fact, offset) => ({
    ...{ offset, key: customer, value: Buffer.from(JSON.stringify(fact)), timestamp_ms: wall_ms + 1000 },
  }))
  return {
    ...{ topic: 'bank-events', partition: 0, records, firstOffset: 0, endOffset: records.length },
    ...{ isStale: () => false, seek: () => undefined },
    heartbeat: async () => undefined,
    done: async () => undefined,
  }
}

/** Gives the facts to an opener whose customer has one open case; tells which ids were written and signalled. */
async function taken(facts: readonly object[]): Promise<{ written: unknown[]; signalled: unknown[] }> {
  const written: unknown[] = []
  const signalled: unknown[] = []
  const query = async (text: string, parameters: unknown[][] = []) => {
    if (text.includes('bank_clock')) return { rows: stopped, rowCount: stopped.length }
    if (text.startsWith('insert')) written.push(...(parameters[0] ?? []))
    return { rows: [{ customer, caseId: 'case-1', obligationId: 'loan-1' }], rowCount: 1 }
  }
  const signalCase = async (_: string, __: string, { eventId }: { eventId: string }) =>
    void signalled.push(eventId)
  await takeFacts(
    {
      db: { query } as unknown as FactsDeps['db'],
      cases: { signalCase } as unknown as FactsDeps['cases'],
      zone: 'Asia/Kolkata',
    },
    batchOf(facts),
  )
  return { written, signalled }
}

test('a settlement dated next year is neither kept nor told to the case', async () => {
  expect(await taken([settlement('s-next-year', bank_ms + 365 * DAY_MS)])).toEqual({
    written: [],
    signalled: [],
  })
})

test('future begins a day after the broker’s time in bank time, as in the stream', async () => {
  const facts = [settlement('s-last', bank_ms + DAY_MS), settlement('s-future', bank_ms + DAY_MS + 1)]
  expect(await taken(facts)).toEqual({ written: ['s-last'], signalled: ['s-last'] })
})

test('an obligation from the future is not kept', async () => {
  const facts = [obligation('o-now', bank_ms), obligation('o-future', bank_ms + DAY_MS + 1)]
  expect((await taken(facts)).written).toEqual(['o-now'])
})

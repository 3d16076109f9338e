import { bankTimeAt, localDateOf } from '../../domain/bank-time.ts'
import { isFuture } from '../../features/fold.ts'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { openEpisodesOf } from '../../stores/postgres/episodes.ts'
import {
  insertSettlementReversals,
  insertSettlements,
  upsertObligations,
  type KeyedObligation,
  type KeyedReversal,
  type KeyedSettlement,
} from '../../stores/postgres/obligations.ts'
import type { Cases } from '../../stores/temporal/cases.ts'
import { parseRecord } from '../parse-record.ts'
import { endCases, forget } from './erasures.ts'

export const FACTS_AT_ONCE_MAX = 2000

export type FactsDeps = { db: Database; cases: Cases; zone: string }

/** Keeps what is due and what became of it, and tells open cases that their obligation was settled. */
export async function takeFacts(deps: FactsDeps, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += FACTS_AT_ONCE_MAX) {
    if (batch.isStale()) return
    await keepFacts(deps, batch.records.slice(from, from + FACTS_AT_ONCE_MAX))
    await batch.heartbeat()
    await batch.done(batch.records[from + FACTS_AT_ONCE_MAX]?.offset ?? batch.endOffset)
  }
}

async function keepFacts({ db, cases, zone }: FactsDeps, records: readonly IncomingRecord[]): Promise<void> {
  const obligations: KeyedObligation[] = []
  const settlements: KeyedSettlement[] = []
  const reversals: KeyedReversal[] = []
  const erased = new Map<string, number>()
  const concerning = records.filter(mayConcernUs)
  if (concerning.length === 0) return
  // Read after the records were stored: it knows every segment that speaks of them.
  const clock = await readClock(db)
  for (const record of concerning) {
    const parsed = parseRecord(record)
    // What is bad or lies in the future, the stream rejects.
    if (parsed.is !== 'fact') continue
    const { customer, fact } = parsed
    const at_ms = Date.parse(fact.at)
    const broker_ms = bankTimeAt(clock, record.timestamp_ms)
    if (fact.kind === 'erased') erased.set(customer, broker_ms)
    if (isFuture(at_ms, broker_ms)) continue
    if (fact.kind === 'obligation') obligations.push({ customer, obligation: fact })
    if (fact.kind === 'settlement') {
      settlements.push({ customer, settlement: fact, date: localDateOf(at_ms, zone) })
    }
    if (fact.kind === 'reversal' && fact.of === 'settlement') {
      reversals.push({ customer, reversal: fact, date: localDateOf(at_ms, zone) })
    }
  }
  const now_ms = bankTimeAt(clock, concerning.at(-1)?.timestamp_ms ?? 0)
  const remembered = await forget(db, erased, [...obligations, ...settlements, ...reversals], now_ms)
  await endCases(db, cases, [...erased.keys()])
  await upsertObligations(db, remembered(obligations))
  await insertSettlements(db, remembered(settlements))
  await insertSettlementReversals(db, remembered(reversals))
  await tellCases(db, cases, remembered(settlements))
}

/** Most records are transactions: their bytes are passed over without being parsed. */
const mayConcernUs = ({ value }: IncomingRecord): boolean =>
  value !== null && (value.includes('obligation') || value.includes('settlement') || value.includes('erased'))

/**
 * The rows are written first: a case that opens at the same moment either is in the ledger by now and hears the signal,
 * or is started later and is told of the rows (starter.ts). Told twice does no harm: each has the id of its event.
 */
async function tellCases(db: Database, cases: Cases, settlements: readonly KeyedSettlement[]): Promise<void> {
  if (settlements.length === 0) return
  const open = await openEpisodesOf(db, [...new Set(settlements.map(({ customer }) => customer))])
  const episodes = new Map(open.map((episode) => [episode.customer, episode]))
  for (const { customer, settlement, date } of settlements) {
    const episode = episodes.get(customer)
    if (episode?.obligationId !== settlement.obligationId) continue
    const { id: eventId, obligationId, status, amountMinor } = settlement
    await cases.signalCase(episode.caseId, 'obligationSettled', {
      obligationId,
      eventId,
      date,
      status,
      amountMinor,
    })
  }
}

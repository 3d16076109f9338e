import type { Kafka, KafkaMessage } from 'kafkajs'
import type { Evaluation } from '../../../domain/evaluation.ts'
import { evaluationIdOf } from '../../../domain/ids.ts'
import { foldFact, foldTick } from '../../../features/fold.ts'
import { decodeState, emptyState, encodeState, type CustomerState } from '../../../features/state.ts'
import { readRange } from '../../../stores/kafka/read-range.ts'
import { topics } from '../../../stores/kafka/topics.ts'
import { parseRecord } from '../../../workers/parse-record.ts'
import type { StreamClock } from '../../../workers/stream/clock.ts'
import type { Evaluate } from '../../../workers/stream/evaluate.ts'

type Version = { bytes: Buffer; asOf_ms: number; cause: Evaluation['cause'] }
type Kept = { partition: number; state: CustomerState; current: Version | null; currentVersion: number }
type Rules = { zone: string; clock: () => Promise<StreamClock>; evaluate: Evaluate }

export type Reference = Awaited<ReturnType<typeof openReference>>

/**
 * The batch computation that a stream is held against: it reads the whole topic in one process, record after record,
 * and knows no commits, caches or owners.
 */
export function openReference(kafka: Kafka, { zone, clock, evaluate }: Rules) {
  const customers = new Map<string, Kept>()
  const versions = new Map<string, Version>()
  const next = new Map<number, number>()
  const rejected = new Set<string>()
  const counts = { transactions: 0, duplicates: 0 }

  const noteVersion = (customer: string, kept: Kept, asOf_ms: number, cause: Version['cause']): void => {
    kept.current = { bytes: encodeState(kept.state), asOf_ms, cause }
    kept.currentVersion = kept.state.version
    versions.set(evaluationIdOf(customer, kept.state.version), kept.current)
  }
  const takeTick = (partition: number, tick: Parameters<typeof foldTick>[1]): void => {
    for (const [customer, kept] of customers) {
      if (kept.partition !== partition || foldTick(kept.state, tick) !== 'folded') continue
      noteVersion(customer, kept, Date.parse(tick.at), 'tick')
    }
  }
  const take = (message: KafkaMessage, partition: number, at: StreamClock): void => {
    const timestamp_ms = Number(message.timestamp)
    const key = message.key?.toString() ?? null
    const record = { offset: Number(message.offset), key, value: message.value, timestamp_ms }
    const parsed = parseRecord(record)
    if (parsed.is === 'bad') return void rejected.add(`${partition}/${record.offset}`)
    if (parsed.is === 'tick') return takeTick(partition, parsed.tick)
    const { customer, fact } = parsed
    const kept = customers.get(customer) ?? newcomer(partition)
    const brokerBankTime_ms = at.bankTime(timestamp_ms)
    const verdict = foldFact(kept.state, fact, { zone, brokerBankTime_ms })
    if (verdict === 'duplicate') counts.duplicates++
    else if (verdict === 'erased') return
    else if (verdict !== 'folded') rejected.add(`${partition}/${record.offset}`)
    else {
      customers.set(customer, kept)
      if (fact.kind === 'erased') return void (kept.current = null)
      if (fact.kind === 'transaction') counts.transactions++
      if (Date.parse(fact.at) >= at.currentFrom_ms(timestamp_ms))
        noteVersion(customer, kept, brokerBankTime_ms, 'events')
      else if (kept.current)
        // In one batch with a current fact before it, a customer is evaluated as of that one.
        versions.set(evaluationIdOf(customer, kept.state.version), {
          ...kept.current,
          bytes: encodeState(kept.state),
          cause: 'events',
        })
    }
  }
  return {
    customers: customers as ReadonlyMap<string, Kept>,
    /** `partition/offset` of everything that must be refused. */
    rejected: rejected as ReadonlySet<string>,
    counts,
    /** Reads on to the end of the topic. */
    catchUp: async (): Promise<void> => {
      const at = await clock()
      await readRange(kafka, topics.bankEvents, next, (message, partition) => {
        if (Number(message.offset) < (next.get(partition) ?? 0)) return
        take(message, partition, at)
        next.set(partition, Number(message.offset) + 1)
      })
    },
    /** The one content that an evaluation of this id may have; null where there is no such state to evaluate. */
    evaluation: async (id: string): Promise<string | null> => {
      const version = versions.get(id)
      if (!version) return null
      const state = decodeState(version.bytes)
      const [customer = ''] = id.split(':')
      const [record] = await evaluate([{ customer, state, asOf_ms: version.asOf_ms }], version.cause)
      return record?.value ?? null
    },
  }
}

const newcomer = (partition: number): Kept => ({
  partition,
  state: emptyState(),
  current: null,
  currentVersion: 0,
})

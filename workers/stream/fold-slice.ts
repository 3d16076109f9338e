import type { CustomerFact } from '../../domain/bank-event.ts'
import { sha256 } from '../../domain/hash.ts'
import { foldFact } from '../../features/fold.ts'
import type { CustomerState } from '../../features/state.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { StreamCounts } from '../../stores/redis/state-store.ts'
import type { StreamClock } from './clock.ts'
import { parseRecord } from '../parse-record.ts'
import type { StateCache } from './state-cache.ts'

/** A customer whose state this slice changed. `asOf_ms` is null where only history came: that is not evaluated. */
export type Changed = { customer: string; state: CustomerState; asOf_ms: number | null }
export type Folded = { changed: Changed[]; rejected: RejectedEvent[]; counts: StreamCounts }
export type FoldRules = { partition: number; clock: StreamClock; zone: string }

type Keyed = { record: IncomingRecord; customer: string; fact: CustomerFact }

/** Folds the facts of some records, in order, into the states of their customers. Ticks are not among them. */
export async function foldSlice(
  records: readonly IncomingRecord[],
  cache: StateCache,
  rules: FoldRules,
): Promise<Folded> {
  const rejected: RejectedEvent[] = []
  const reject = (record: IncomingRecord, reason: string): void => {
    rejected.push(rejectedEvent(rules.partition, record, reason))
  }
  const facts = records.flatMap((record): Keyed[] => {
    const parsed = parseRecord(record)
    if (parsed.is === 'bad') reject(record, parsed.reason)
    return parsed.is === 'fact' ? [{ record, customer: parsed.customer, fact: parsed.fact }] : []
  })
  const states = await cache.load(facts.map(({ customer }) => customer))
  const changed = new Map<string, Changed>()
  const counts: StreamCounts = { transactions: 0, duplicates: 0, rejected: 0, evaluations: 0 }
  for (const { record, customer, fact } of facts) {
    const state = states.get(customer)
    if (!state) throw new TypeError('a loaded state is missing')
    const brokerBankTime_ms = rules.clock.bankTime(record.timestamp_ms)
    const verdict = foldFact(state, fact, { zone: rules.zone, brokerBankTime_ms })
    if (verdict === 'duplicate') counts.duplicates++
    else if (verdict !== 'folded') reject(record, verdict.rejected)
    else {
      if (fact.kind === 'transaction') counts.transactions++
      const isCurrent = rules.clock.isCurrent(Date.parse(fact.at), record.timestamp_ms)
      const before = changed.get(customer)?.asOf_ms ?? null
      changed.set(customer, { customer, state, asOf_ms: isCurrent ? brokerBankTime_ms : before })
    }
  }
  return { changed: [...changed.values()], rejected, counts: { ...counts, rejected: rejected.length } }
}

function rejectedEvent(partition: number, { offset, value }: IncomingRecord, reason: string): RejectedEvent {
  return {
    source: topics.bankEvents,
    position: `${partition}/${offset}`,
    reason,
    sha256: sha256(value ?? Buffer.alloc(0)),
  }
}

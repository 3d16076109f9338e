import type { CustomerFact } from '../../domain/bank-event.ts'
import { sha256 } from '../../domain/hash.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import { foldFact } from '../../features/fold.ts'
import { instantOf } from '../../features/instant.ts'
import type { CustomerState } from '../../features/state.ts'
import type { Watch } from '../../features/watch.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { StreamCounts } from '../../stores/redis/position.ts'
import { parseRecord } from '../parse-record.ts'
import type { StreamClock } from './clock.ts'
import type { StateCache } from './state-cache.ts'

/** A customer whose state this slice changed. `asOf_ms` is null where only history came: that is not evaluated. */
export type Changed = { customer: string; state: CustomerState; asOf_ms: number | null }
export type Folded = {
  changed: Map<string, Changed>
  rejected: RejectedEvent[]
  notes: KeyedNote[]
  counts: StreamCounts
}
export type FoldRules = { partition: number; clock: StreamClock; zone: string; watch: Watch }

type Keyed = { record: IncomingRecord; customer: string; fact: CustomerFact; known: Changed | undefined }

export const nothingFolded = (): Folded => ({
  changed: new Map(),
  rejected: [],
  notes: [],
  counts: { transactions: 0, duplicates: 0, rejected: 0, evaluations: 0 },
})

/** Folds the facts of some records, in order, into the states of their customers, and adds to what was folded before. */
export async function foldSlice(
  into: Folded,
  records: readonly IncomingRecord[],
  cache: StateCache,
  rules: FoldRules,
): Promise<void> {
  const facts: Keyed[] = []
  const missing = new Set<string>()
  for (const record of records) {
    const parsed = parseRecord(record)
    if (parsed.is === 'bad') reject(into, record, rules, parsed.reason)
    if (parsed.is !== 'fact') continue
    const { customer, fact } = parsed
    const known = into.changed.get(customer)
    if (!known && !cache.get(customer)) missing.add(customer)
    facts.push({ record, customer, fact, known })
  }
  if (missing.size > 0) await cache.read([...missing])
  for (const keyed of facts) foldOne(into, keyed, cache, rules)
}

function foldOne(into: Folded, keyed: Keyed, cache: StateCache, rules: FoldRules): void {
  const { record, customer, fact } = keyed
  const known = keyed.known ?? into.changed.get(customer)
  const state = known?.state ?? cache.get(customer)
  if (!state) throw new TypeError('a state that was read is missing')
  const { clock, zone, watch } = rules
  const brokerBankTime_ms = clock.bankTime(record.timestamp_ms)
  const verdict = foldFact(state, fact, { zone, brokerBankTime_ms, watch })
  if (verdict === 'duplicate') {
    into.counts.duplicates++
    return
  }
  if (verdict === 'erased') return
  if (verdict !== 'folded') return reject(into, record, rules, verdict.rejected)
  if (fact.kind === 'transaction') into.counts.transactions++
  for (const note of watch.take()) into.notes.push({ customer, note })
  const changed = known ?? { customer, state, asOf_ms: null }
  if (!known) into.changed.set(customer, changed)
  if (fact.kind === 'erased') changed.asOf_ms = null
  else if (clock.isCurrent(instantOf(fact.at), record.timestamp_ms)) changed.asOf_ms = brokerBankTime_ms
}

function reject(into: Folded, { offset, value }: IncomingRecord, rules: FoldRules, reason: string): void {
  into.counts.rejected++
  into.rejected.push({
    source: topics.bankEvents,
    position: `${rules.partition}/${offset}`,
    reason,
    sha256: sha256(value ?? Buffer.alloc(0)),
  })
}

import { sha256 } from '../../domain/hash.ts'
import { isToken } from '../../domain/ids.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import { foldFact } from '../../features/fold.ts'
import { instantOf } from '../../features/instant.ts'
import type { CustomerState } from '../../features/state.ts'
import type { Watch } from '../../features/watch.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { StreamCounts } from '../../stores/redis/position.ts'
import { parseRecord, type KeyedFact } from '../parse-record.ts'
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
  const missing = new Set<string>()
  for (const { key } of records) if (key !== null && !cache.get(key) && isToken(key)) missing.add(key)
  if (missing.size > 0) await cache.read([...missing])
  for (const record of records) {
    const { key } = record
    const state = key === null ? undefined : cache.get(key)
    const parsed = parseRecord(record, state !== undefined)
    if (parsed.is === 'fact') foldOne(into, record, parsed, state, rules)
    else if (parsed.is === 'bad') reject(into, record, rules, parsed.reason)
  }
}

function foldOne(
  into: Folded,
  record: IncomingRecord,
  { customer, fact }: KeyedFact,
  state: CustomerState | undefined,
  rules: FoldRules,
): void {
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
  const known = into.changed.get(customer)
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

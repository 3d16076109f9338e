import { sha256 } from '../../domain/hash.ts'
import { isToken } from '../../domain/ids.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import { foldFact } from '../../features/fold.ts'
import { instantOf } from '../../features/instant.ts'
import type { CustomerState } from '../../features/state.ts'
import type { Watch } from '../../features/watch.ts'
import type { RecordReader } from '../../stores/kafka/record-reader.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { StreamCounts } from '../../stores/redis/position.ts'
import { parseRecord, type KeyedFact } from '../parse-record.ts'
import type { StreamClock } from './clock.ts'
import type { Group } from './group.ts'
import type { StateCache } from './state-cache.ts'

/** A customer whose state these facts changed. `asOf_ms` is null where only history came: that is not evaluated. */
export type Changed = { customer: string; state: CustomerState; asOf_ms: number | null }
export type Folded = {
  changed: Map<string, Changed>
  rejected: RejectedEvent[]
  notes: KeyedNote[]
  counts: StreamCounts
}
export type FoldRules = { partition: number; clock: StreamClock; zone: string; watch: Watch }

/** Folds the facts of a group into the states of their customers: each customer's in their order, one after the other. */
export async function foldGroup(
  reader: RecordReader,
  { byKey }: Group,
  cache: StateCache,
  rules: FoldRules,
): Promise<Folded> {
  const tokens = [...byKey.keys()].filter(isToken)
  await cache.read(tokens.filter((token) => !cache.get(token)))
  const into: Folded = {
    ...{ changed: new Map(), rejected: [], notes: [] },
    counts: { transactions: 0, duplicates: 0, rejected: 0, evaluations: 0 },
  }
  for (const [key, indices] of byKey) {
    const state = cache.get(key)
    for (const index of indices) {
      const parsed = parseRecord({ key, value: reader.valueAt(index) }, state !== undefined)
      if (parsed.is === 'fact') foldOne(into, reader, index, parsed, state, rules)
      else if (parsed.is === 'bad') reject(into, reader, index, rules, parsed.reason)
    }
  }
  return into
}

function foldOne(
  into: Folded,
  reader: RecordReader,
  index: number,
  { customer, fact }: KeyedFact,
  state: CustomerState | undefined,
  rules: FoldRules,
): void {
  if (!state) throw new TypeError('a state that was read is missing')
  const { clock, zone, watch } = rules
  const broker_ms = reader.timestampAt(index)
  const brokerBankTime_ms = clock.bankTime(broker_ms)
  const verdict = foldFact(state, fact, { zone, brokerBankTime_ms, watch })
  if (verdict === 'duplicate') {
    into.counts.duplicates++
    return
  }
  if (verdict === 'erased') return
  if (verdict !== 'folded') return reject(into, reader, index, rules, verdict.rejected)
  if (fact.kind === 'transaction') into.counts.transactions++
  for (const note of watch.take()) into.notes.push({ customer, note })
  const known = into.changed.get(customer)
  const changed = known ?? { customer, state, asOf_ms: null }
  if (!known) into.changed.set(customer, changed)
  if (fact.kind === 'erased') changed.asOf_ms = null
  else if (clock.isCurrent(instantOf(fact.at), broker_ms)) changed.asOf_ms = brokerBankTime_ms
}

function reject(into: Folded, reader: RecordReader, index: number, rules: FoldRules, reason: string): void {
  into.counts.rejected++
  into.rejected.push({
    source: topics.bankEvents,
    position: `${rules.partition}/${reader.offsetAt(index)}`,
    reason,
    sha256: sha256(reader.valueAt(index) ?? Buffer.alloc(0)),
  })
}

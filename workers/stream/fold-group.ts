import type { CustomerFact } from '../../domain/bank-event.ts'
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
import { parseRecord } from '../parse-record.ts'
import { readPlainFact } from '../plain-facts.ts'
import type { Group, GroupKey } from './group.ts'
import type { StateCache } from './state-cache.ts'

/** A customer whose state these facts changed. `asOf_ms` is null where only history came: that is not evaluated. */
export type Changed = { customer: string; state: CustomerState; asOf_ms: number | null }
export type Folded = {
  changed: Map<string, Changed>
  rejected: RejectedEvent[]
  notes: KeyedNote[]
  counts: StreamCounts
}
export type FoldRules = { partition: number; zone: string; watch: Watch }

export const nothingFolded = (): Folded => ({
  changed: new Map(),
  rejected: [],
  notes: [],
  counts: { transactions: 0, duplicates: 0, rejected: 0, evaluations: 0 },
})

/** Folds the facts of a group into the states of their customers, each customer's in their order, one after the other. */
export async function foldGroup(
  into: Folded,
  group: Group,
  cache: StateCache,
  rules: FoldRules,
): Promise<void> {
  const missing = group.keys.flatMap(({ key }) =>
    key !== null && !cache.get(key) && isToken(key) ? [key] : [],
  )
  if (missing.length > 0) await cache.read(missing)
  for (const one of group.keys) {
    const { key } = one
    const state = key === null ? undefined : cache.get(key)
    if (key === null || !state) refuse(into, group, one, rules.partition)
    else
      foldCustomer(into, group, one, into.changed.get(key) ?? { customer: key, state, asOf_ms: null }, rules)
  }
}

/** What stands under a key that is no token. */
function refuse(into: Folded, { reader, order }: Group, one: GroupKey, partition: number): void {
  for (let at = one.begin; at < one.end; at++) {
    const index = order[at]!
    const parsed = parseRecord({ key: one.key, value: reader.valueAt(index) })
    if (parsed.is !== 'bad') throw new TypeError('a state that was read is missing')
    reject(into, reader, index, partition, parsed.reason)
  }
}

function foldCustomer(
  into: Folded,
  group: Group,
  { begin, end }: GroupKey,
  changed: Changed,
  rules: FoldRules,
): void {
  const { customer, state } = changed
  const { version } = state
  for (let at = begin; at < end; at++) {
    const index = group.order[at]!
    const parsed = factAt(group.reader, index, customer)
    if (typeof parsed === 'object') foldOne(into, group, index, parsed, changed, rules)
    else reject(into, group.reader, index, rules.partition, parsed)
  }
  if (state.version !== version) into.changed.set(customer, changed)
}

/** The fact, or why it is none. */
function factAt(reader: RecordReader, index: number, customer: string): CustomerFact | string {
  const start = reader.startAt(index)
  const plain = readPlainFact(reader.bytes, start, start + reader.lengthAt(index))
  if (plain) return plain
  const parsed = parseRecord({ key: customer, value: reader.valueAt(index) })
  if (parsed.is === 'tick') throw new TypeError('a tick has no customer')
  return parsed.is === 'fact' ? parsed.fact : parsed.reason
}

function foldOne(
  into: Folded,
  group: Group,
  index: number,
  fact: CustomerFact,
  changed: Changed,
  { partition, zone, watch }: FoldRules,
): void {
  const at = index - group.from
  const brokerBankTime_ms = group.bankTime_ms[at]!
  const verdict = foldFact(changed.state, fact, { zone, brokerBankTime_ms, watch })
  if (verdict === 'folded') {
    if (fact.kind === 'transaction') into.counts.transactions++
    for (const note of watch.take()) into.notes.push({ customer: changed.customer, note })
    if (fact.kind === 'erased') changed.asOf_ms = null
    else if (instantOf(fact.at) >= group.currentFrom_ms[at]!) changed.asOf_ms = brokerBankTime_ms
  } else if (verdict === 'duplicate') into.counts.duplicates++
  else if (verdict !== 'erased') reject(into, group.reader, index, partition, verdict.rejected)
}

function reject(into: Folded, reader: RecordReader, index: number, partition: number, reason: string): void {
  into.counts.rejected++
  into.rejected.push({
    source: topics.bankEvents,
    position: `${partition}/${reader.offsetAt(index)}`,
    reason,
    sha256: sha256(reader.valueAt(index) ?? Buffer.alloc(0)),
  })
}

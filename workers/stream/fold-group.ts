import type { CustomerFact } from '../../domain/bank-event.ts'
import { sha256 } from '../../domain/hash.ts'
import { isToken } from '../../domain/ids.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import { foldFact } from '../../features/fold.ts'
import { instantOf } from '../../features/instant.ts'
import type { CustomerState } from '../../features/state.ts'
import type { Watch } from '../../features/watch.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { StreamCounts } from '../../stores/redis/position.ts'
import { parseRecord } from '../parse-record.ts'
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
  const missing = [...group.byKey.keys()].filter((key) => !cache.get(key) && isToken(key))
  if (missing.length > 0) await cache.read(missing)
  for (const key of group.byKey.keys()) {
    const state = cache.get(key)
    if (state)
      foldCustomer(into, group, into.changed.get(key) ?? { customer: key, state, asOf_ms: null }, rules)
    else refuse(into, group, key, rules.partition)
  }
}

/** What stands under a key that is no token. */
function refuse(into: Folded, group: Group, key: string, partition: number): void {
  for (const index of group.byKey.get(key) ?? []) {
    const parsed = parseRecord({ key, value: group.reader.valueAt(index) })
    if (parsed.is !== 'bad') throw new TypeError('a state that was read is missing')
    reject(into, group, index, partition, parsed.reason)
  }
}

function foldCustomer(into: Folded, group: Group, changed: Changed, rules: FoldRules): void {
  const { customer, state } = changed
  const { version } = state
  for (const index of group.byKey.get(customer) ?? []) {
    const parsed = parseRecord({ key: customer, value: group.reader.valueAt(index) }, true)
    if (parsed.is === 'fact') foldOne(into, group, index, parsed.fact, changed, rules)
    else if (parsed.is === 'bad') reject(into, group, index, rules.partition, parsed.reason)
  }
  if (state.version !== version) into.changed.set(customer, changed)
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
  const brokerBankTime_ms = group.bankTime_ms[at] ?? NaN
  const verdict = foldFact(changed.state, fact, { zone, brokerBankTime_ms, watch })
  if (verdict === 'folded') {
    if (fact.kind === 'transaction') into.counts.transactions++
    for (const note of watch.take()) into.notes.push({ customer: changed.customer, note })
    if (fact.kind === 'erased') changed.asOf_ms = null
    else if (instantOf(fact.at) >= (group.currentFrom_ms[at] ?? NaN)) changed.asOf_ms = brokerBankTime_ms
  } else if (verdict === 'duplicate') into.counts.duplicates++
  else if (verdict !== 'erased') reject(into, group, index, partition, verdict.rejected)
}

function reject(into: Folded, { reader }: Group, index: number, partition: number, reason: string): void {
  into.counts.rejected++
  into.rejected.push({
    source: topics.bankEvents,
    position: `${partition}/${reader.offsetAt(index)}`,
    reason,
    sha256: sha256(reader.valueAt(index) ?? Buffer.alloc(0)),
  })
}

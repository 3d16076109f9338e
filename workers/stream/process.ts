import type { Tick } from '../../domain/bank-event.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import { encodeState } from '../../features/state.ts'
import { foldTick } from '../../features/fold.ts'
import type { Watch } from '../../features/watch.ts'
import { faultPoint } from '../../stores/fault-points.ts'
import type { RecordReader } from '../../stores/kafka/record-reader.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { OutboxRecord } from '../../stores/redis/outbox-record.ts'
import type { Position } from '../../stores/redis/position.ts'
import type { Commit, CommitResult, StateStore } from '../../stores/redis/state-store.ts'
import type { StreamClock } from './clock.ts'
import type { Evaluate, Subject } from './evaluate.ts'
import { foldGroup, nothingFolded, type Folded } from './fold-group.ts'
import { endOfCommit, groupByKey } from './group.ts'
import type { Owned } from './ownership.ts'

/** Customers that one commit of a tick re-evaluates: small, so that other partitions and heartbeats get their turn. */
export const TICK_SLICE_CUSTOMERS = 250

/** Records of one batch that no tick interrupts, from one index to another; `endOffset` is where the partition stands behind them. */
export type FactRun = { reader: RecordReader; from: number; to: number; endOffset: number }

export type ProcessDeps = {
  store: StateStore
  evaluate: Evaluate
  zone: string
  watch: Watch
  onOutbox: (partition: number) => void
}

/** Folds, evaluates and commits the first facts of a run, as many as one commit takes. Gives where it ended. */
export async function processFacts(
  deps: ProcessDeps,
  owned: Owned,
  clock: StreamClock,
  { reader, from, to, endOffset }: FactRun,
): Promise<{ result: CommitResult; next: number }> {
  const rules = { partition: owned.claim.partition, zone: deps.zone, watch: deps.watch }
  const folded = nothingFolded()
  const next = endOfCommit(reader, from, to)
  await foldGroup(folded, groupByKey(reader, clock, from, next), owned.states, rules)
  const position = { offset: next < to ? reader.offsetAt(next) : endOffset, tick: '' }
  return { result: await commitFolded(deps, owned, position, folded), next }
}

async function commitFolded(
  deps: ProcessDeps,
  owned: Owned,
  to: Position,
  { changed, rejected, notes, counts }: Folded,
): Promise<CommitResult> {
  const states = new Map<string, Buffer>()
  const current: Subject[] = []
  for (const { customer, state, asOf_ms } of changed.values()) {
    states.set(customer, encodeState(state))
    if (asOf_ms !== null) current.push({ customer, state, asOf_ms })
  }
  const evaluations = await deps.evaluate(current, 'events')
  return commit(deps, owned, to, {
    states,
    outbox: [...evaluations, ...notes.map(noteRecord), ...rejected.map(rejectedRecord)],
    counts: { ...counts, evaluations: evaluations.length },
  })
}

/**
 * Re-evaluates the next customers of the partition for a tick. The position keeps the last of them, so that after a
 * crash it goes on behind them; the last slice moves the offset past the tick.
 */
export async function processTickSlice(
  deps: ProcessDeps,
  owned: Owned,
  tick: Tick,
  endOffset: number,
): Promise<CommitResult> {
  const { partition, offset, tick: after } = owned.claim
  const customers = await deps.store.customersAfter(partition, after, TICK_SLICE_CUSTOMERS)
  await owned.states.read(customers.filter((customer) => !owned.states.get(customer)))
  const asOf_ms = Date.parse(tick.at)
  const ticked: Subject[] = []
  const notes: KeyedNote[] = []
  for (const customer of customers) {
    const state = owned.states.get(customer)
    // One that is listed and has no state was listed by a commit that was refused.
    if (!state || owned.states.isNew(customer) || foldTick(state, tick, deps.watch) !== 'folded') continue
    ticked.push({ customer, state, asOf_ms })
    for (const note of deps.watch.take()) notes.push({ customer, note })
  }
  const evaluations = await deps.evaluate(ticked, 'tick')
  const last = customers.length < TICK_SLICE_CUSTOMERS ? undefined : customers.at(-1)
  return commit(deps, owned, last === undefined ? { offset: endOffset, tick: '' } : { offset, tick: last }, {
    states: new Map(ticked.map(({ customer, state }) => [customer, encodeState(state)])),
    outbox: [...evaluations, ...notes.map(noteRecord)],
    counts: { evaluations: evaluations.length },
  })
}

async function commit(
  { store, onOutbox }: ProcessDeps,
  { claim, states }: Owned,
  to: Position,
  change: Omit<Commit, 'to' | 'newcomers'>,
): Promise<CommitResult> {
  faultPoint('stream.before-commit')
  const newcomers = [...change.states.keys()].filter(states.isNew)
  const result = await store.commit(claim, { to, newcomers, ...change })
  if (result !== 'committed') return result
  if (change.outbox.length > 0) faultPoint('stream.after-commit')
  states.keep(change.states.keys())
  if (change.outbox.length > 0) onOutbox(claim.partition)
  return result
}

const noteRecord = (note: KeyedNote): OutboxRecord => ({
  topic: topics.obligationNotes,
  key: note.customer,
  value: JSON.stringify(note),
})

const rejectedRecord = (event: RejectedEvent): OutboxRecord => ({
  topic: topics.rejected,
  key: event.position,
  value: JSON.stringify(event),
})

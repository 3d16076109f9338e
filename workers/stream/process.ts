import type { Tick } from '../../domain/bank-event.ts'
import { encodeState } from '../../features/state.ts'
import { foldTick } from '../../features/fold.ts'
import { faultPoint } from '../../stores/fault-points.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { OutboxRecord } from '../../stores/redis/outbox-record.ts'
import type { Commit, CommitResult, Position, StateStore } from '../../stores/redis/state-store.ts'
import type { StreamClock } from './clock.ts'
import type { Evaluate, Subject } from './evaluate.ts'
import { foldSlice } from './fold-slice.ts'
import type { Owned } from './ownership.ts'

/** Customers that one commit of a tick re-evaluates: small, so that other partitions and heartbeats get their turn. */
export const TICK_SLICE_CUSTOMERS = 250

export type ProcessDeps = {
  store: StateStore
  evaluate: Evaluate
  zone: string
  onOutbox: (partition: number) => void
}

/** Folds, evaluates and commits some records of facts, as one step up to `endOffset`. */
export async function processFacts(
  deps: ProcessDeps,
  owned: Owned,
  clock: StreamClock,
  records: readonly IncomingRecord[],
  endOffset: number,
): Promise<CommitResult> {
  const { partition } = owned.claim
  const { changed, rejected, counts } = await foldSlice(records, owned.states, {
    partition,
    clock,
    zone: deps.zone,
  })
  const current = changed.flatMap(({ asOf_ms, ...one }): Subject[] =>
    asOf_ms === null ? [] : [{ ...one, asOf_ms }],
  )
  const evaluations = await deps.evaluate(current, 'events')
  return commit(
    deps,
    owned,
    { offset: endOffset, tick: '' },
    {
      states: new Map(changed.map(({ customer, state }) => [customer, encodeState(state)])),
      outbox: [...evaluations, ...rejected.map(rejectedRecord)],
      counts: { ...counts, evaluations: evaluations.length },
    },
  )
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
  const states = await owned.states.load(customers)
  const ticked = [...states].filter(([, state]) => foldTick(state, tick) === 'folded')
  const asOf_ms = Date.parse(tick.at)
  const subjects = ticked.map(([customer, state]): Subject => ({ customer, state, asOf_ms }))
  const evaluations = await deps.evaluate(subjects, 'tick')
  const last = customers.length < TICK_SLICE_CUSTOMERS ? undefined : customers.at(-1)
  return commit(deps, owned, last === undefined ? { offset: endOffset, tick: '' } : { offset, tick: last }, {
    states: new Map(ticked.map(([customer, state]) => [customer, encodeState(state)])),
    outbox: evaluations,
    counts: { evaluations: evaluations.length },
  })
}

async function commit(
  { store, onOutbox }: ProcessDeps,
  { claim, states }: Owned,
  to: Position,
  change: Omit<Commit, 'from' | 'to'>,
): Promise<CommitResult> {
  faultPoint('stream.before-commit')
  const result = await store.commit(claim, {
    from: { offset: claim.offset, tick: claim.tick },
    to,
    ...change,
  })
  if (result !== 'committed') return result
  if (change.outbox.length > 0) faultPoint('stream.after-commit')
  Object.assign(claim, to)
  states.shrink()
  if (change.outbox.length > 0) onOutbox(claim.partition)
  return result
}

const rejectedRecord = (event: RejectedEvent): OutboxRecord => ({
  topic: topics.rejected,
  key: event.position,
  value: JSON.stringify(event),
})

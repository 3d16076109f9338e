import { setTimeout as sleep } from 'node:timers/promises'
import type { BlockBatch } from '../../stores/kafka/reading-thread/consumer.ts'
import type { RecordReader } from '../../stores/kafka/record-reader.ts'
import type { CommitResult } from '../../stores/redis/state-store.ts'
import type { Logger } from '../../stores/logger.ts'
import type { StreamClock } from './clock.ts'
import { untilRoom, type OutboxRoom } from './outbox-room.ts'
import type { Owned, Ownership } from './ownership.ts'
import { parseRecord } from '../parse-record.ts'
import { processFacts, processTickSlice, type FactRun, type ProcessDeps } from './process.ts'

const HEARTBEAT_POLL_MS = 500

export type BatchDeps = ProcessDeps & {
  ownership: Ownership
  /** How often the broker has confirmed this member; grows. */
  heartbeats: () => number
  /** The clock as it stood when the newest of the records was stored, or later. */
  clockAsOf: (broker_ms: number) => Promise<StreamClock>
  log: Logger
}

/** Takes a batch of one partition from where Redis says that the partition stands. */
export async function takeBatch(deps: BatchDeps, batch: BlockBatch): Promise<void> {
  const owned = await deps.ownership.of(batch.partition)
  if (!owned) return
  const { claim } = owned
  // A gap is either our own group offset, which may run ahead of Redis, or a hole in the topic: asking once tells.
  if (batch.firstOffset > claim.offset && owned.soughtTo !== claim.offset) {
    owned.soughtTo = claim.offset
    return batch.seek(claim.offset)
  }
  const clock = await deps.clockAsOf(batch.reader.newest_ms())
  for (const step of stepsOf(batch.reader, claim.offset, batch.endOffset)) {
    const result = await takeStep(deps, owned, clock, step, batch)
    if (result === 'stopped') return
    if (result !== 'committed') return recover(deps, owned, batch, result)
  }
  await batch.done(Math.max(claim.offset, batch.endOffset))
}

async function takeStep(
  deps: BatchDeps,
  owned: Owned,
  clock: StreamClock,
  step: FactRun,
  batch: BlockBatch,
): Promise<CommitResult | 'stopped'> {
  const { reader, from, endOffset } = step
  const key = reader.keyAt(from)
  const parsed = key === null ? parseRecord({ key, value: reader.valueAt(from) }) : null
  if (parsed?.is !== 'tick') return takeFacts(deps, owned, clock, step, batch)
  while (owned.claim.offset < endOffset) {
    if (batch.isStale() || !(await untilRoom(batch.partition, roomOf(deps, owned, batch)))) return 'stopped'
    const result = await processTickSlice(deps, owned, parsed.tick, endOffset)
    if (result !== 'committed') return result
    await batch.heartbeat()
  }
  return 'committed'
}

async function takeFacts(
  deps: BatchDeps,
  owned: Owned,
  clock: StreamClock,
  facts: FactRun,
  batch: BlockBatch,
): Promise<CommitResult | 'stopped'> {
  for (let { from } = facts; from < facts.to;) {
    if (batch.isStale() || !(await untilRoom(batch.partition, roomOf(deps, owned, batch)))) return 'stopped'
    const { result, next } = await processFacts(deps, owned, clock, { ...facts, from })
    if (result !== 'committed') return result
    from = next
    await batch.heartbeat()
  }
  return 'committed'
}

const roomOf = (
  { onOutbox }: BatchDeps,
  { claim }: Owned,
  { isStale, heartbeat }: BlockBatch,
): OutboxRoom => ({
  length: () => claim.waiting,
  wake: onOutbox,
  isStale,
  heartbeat,
})

/**
 * A refused commit: what this process holds of the partition is worthless. It starts again from what Redis says.
 * If another process had claimed the partition, only the group can tell who is right: the broker's next heartbeat
 * answer does, and while it is out this process claims nothing.
 */
async function recover(
  deps: BatchDeps,
  owned: Owned,
  batch: BlockBatch,
  why: Exclude<CommitResult, 'committed'>,
): Promise<void> {
  deps.log.warn({ partition: batch.partition, why }, 'A commit was refused; starting again from Redis')
  const before = deps.heartbeats()
  while (why === 'not-owner' && deps.heartbeats() === before) {
    if (batch.isStale() || (await deps.ownership.of(batch.partition)) !== owned) return
    await sleep(HEARTBEAT_POLL_MS)
    await batch.heartbeat()
  }
  const renewed = await deps.ownership.renew(owned)
  if (renewed) batch.seek(renewed.claim.offset)
}

/**
 * What stands at an offset or behind it, in steps: a record without a key alone (every fact has one, so it is a tick or
 * bad), and the facts between two of them.
 */
function stepsOf(reader: RecordReader, offset: number, endOffset: number): FactRun[] {
  const steps: FactRun[] = []
  const { count } = reader
  let from = 0
  while (from < count && reader.offsetAt(from) < offset) from++
  while (from < count) {
    let to = from
    while (to < count && reader.keyAt(to) !== null) to++
    if (to === from) to++
    steps.push({ reader, from, to, endOffset: to < count ? reader.offsetAt(to) : endOffset })
    from = to
  }
  return steps
}

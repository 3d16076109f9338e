import { setTimeout as sleep } from 'node:timers/promises'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
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
export async function takeBatch(deps: BatchDeps, batch: RecordBatch): Promise<void> {
  const owned = await deps.ownership.of(batch.partition)
  if (!owned) return
  const { claim } = owned
  // A gap is either our own group offset, which may run ahead of Redis, or a hole in the topic: asking once tells.
  if (batch.firstOffset > claim.offset && owned.soughtTo !== claim.offset) {
    owned.soughtTo = claim.offset
    return batch.seek(claim.offset)
  }
  const clock = await deps.clockAsOf(newestTime(batch.records))
  const fresh = batch.records.filter((record) => record.offset >= claim.offset)
  for (const step of stepsOf(fresh, batch.endOffset)) {
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
  batch: RecordBatch,
): Promise<CommitResult | 'stopped'> {
  const { records, endOffset } = step
  const [first] = records
  const parsed = first && isTick(first) ? parseRecord(first) : null
  if (parsed?.is !== 'tick') return takeFacts(deps, owned, clock, step, batch)
  while (owned.claim.offset < endOffset) {
    if (batch.isStale() || !(await untilRoom(batch.partition, roomOf(deps, batch)))) return 'stopped'
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
  batch: RecordBatch,
): Promise<CommitResult | 'stopped'> {
  for (let from = 0; from < facts.records.length;) {
    if (batch.isStale() || !(await untilRoom(batch.partition, roomOf(deps, batch)))) return 'stopped'
    const { result, next } = await processFacts(deps, owned, clock, facts, from)
    if (result !== 'committed') return result
    from = next
    await batch.heartbeat()
  }
  return 'committed'
}

const roomOf = ({ store, onOutbox }: BatchDeps, { isStale, heartbeat }: RecordBatch): OutboxRoom => ({
  length: store.outboxLength,
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
  batch: RecordBatch,
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

/** Ticks stand alone, and so do the facts between them. */
function stepsOf(records: readonly IncomingRecord[], endOffset: number): FactRun[] {
  const groups: IncomingRecord[][] = []
  let open: IncomingRecord[] | null = null
  for (const record of records) {
    if (isTick(record)) {
      groups.push([record])
      open = null
    } else if (open) open.push(record)
    else groups.push((open = [record]))
  }
  return groups.map((group, index) => ({
    records: group,
    endOffset: index === groups.length - 1 ? endOffset : (groups[index + 1]?.[0]?.offset ?? endOffset),
  }))
}

const newestTime = (records: readonly IncomingRecord[]): number =>
  records.reduce((newest, { timestamp_ms }) => Math.max(newest, timestamp_ms), 0)

/** Every fact has a key; a record without one is a tick or bad. */
const isTick = (record: IncomingRecord): boolean => record.key === null

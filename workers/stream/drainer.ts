import { faultPoint } from '../../stores/fault-points.ts'
import type { Producer } from '../../stores/kafka/producer.ts'
import { topics, type Topic } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { recordRejected, type RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { OutboxRecord } from '../../stores/redis/outbox-record.ts'
import type { Claim, OutboxHead, StateStore } from '../../stores/redis/state-store.ts'
import { repeat } from '../lifecycle.ts'
import type { Ownership } from './ownership.ts'

const IDLE_MS = 1000
/** Published together: one request to the brokers in place of one each. */
const PARTITIONS_AT_ONCE = 8

export type DrainerDeps = {
  store: StateStore
  ownership: Ownership
  producer: Producer
  db: Database
  fail: (error: unknown) => void
}
export type Drainer = { wake: (partition: number) => void; stop: () => Promise<void> }

/**
 * Publishes the outboxes of the partitions that this process owns, and trims them once the brokers have it. A crash
 * in between publishes again; readers know a record by its id.
 */
export function openDrainer(deps: DrainerDeps): Drainer {
  const waiting = new Set<number>()
  const turn = async (): Promise<void> => {
    const some = [...waiting].slice(0, PARTITIONS_AT_ONCE)
    for (const partition of some) waiting.delete(partition)
    for (const partition of await drain(deps, some)) waiting.add(partition)
  }
  const turns = async (): Promise<void> => {
    await turn()
    if (waiting.size > 0) loop.wake()
  }
  const loop = repeat(turns, IDLE_MS, deps.fail)
  return {
    wake: (partition) => {
      waiting.add(partition)
      loop.wake()
    },
    stop: async () => {
      await loop.stop()
      while (waiting.size > 0) await turn()
    },
  }
}

type Head = { claim: Claim; head: OutboxHead }

/** The oldest pages of some outboxes; gives the partitions where more waits. */
async function drain(deps: DrainerDeps, partitions: readonly number[]): Promise<number[]> {
  const heads = (await Promise.all(partitions.map((partition) => headOf(deps, partition)))).flat()
  await publish(
    deps,
    heads.flatMap(({ head }) => head.records),
  )
  if (heads.length > 0) faultPoint('stream.published')
  const trimmed = await Promise.all(
    heads.map(async ({ claim, head }) => (await deps.store.trimOutbox(claim, head)) && claim.waiting > 0),
  )
  return heads.flatMap(({ claim }, index) => (trimmed[index] ? [claim.partition] : []))
}

async function headOf({ store, ownership }: DrainerDeps, partition: number): Promise<Head[]> {
  const owned = await ownership.of(partition)
  if (!owned) return []
  const { claim } = owned
  const head = await store.outboxHead(claim)
  return head.pages === 0 ? [] : [{ claim, head }]
}

async function publish({ producer, db }: DrainerDeps, records: readonly OutboxRecord[]): Promise<void> {
  for (const topic of new Set(records.map((record) => record.topic))) {
    const ofTopic = records.filter((record) => record.topic === topic)
    if (topic === topics.rejected) await recordRejected(db, ofTopic.map(rejectedOf))
    await producer.send(topic as Topic, ofTopic)
  }
}

const rejectedOf = ({ value }: OutboxRecord): RejectedEvent => JSON.parse(value) as RejectedEvent

import type { Producer } from '../../stores/kafka/producer.ts'
import { topics, type Topic } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { recordRejected, type RejectedEvent } from '../../stores/postgres/rejected-events.ts'
import type { OutboxRecord } from '../../stores/redis/outbox-record.ts'
import type { StateStore } from '../../stores/redis/state-store.ts'
import { repeat } from '../lifecycle.ts'
import type { Ownership } from './ownership.ts'

const IDLE_MS = 1000

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
    for (const partition of [...waiting]) {
      waiting.delete(partition)
      if (await drain(deps, partition)) waiting.add(partition)
    }
    if (waiting.size > 0) loop.wake()
  }
  const loop = repeat(turn, IDLE_MS, deps.fail)
  return {
    wake: (partition) => {
      waiting.add(partition)
      loop.wake()
    },
    stop: async () => {
      await loop.stop()
      while (waiting.size > 0) {
        const [partition = 0] = waiting
        waiting.delete(partition)
        if (await drain(deps, partition)) waiting.add(partition)
      }
    },
  }
}

/** The oldest pages of one outbox; true where more waits. */
async function drain({ store, ownership, producer, db }: DrainerDeps, partition: number): Promise<boolean> {
  const owned = await ownership.of(partition)
  if (!owned) return false
  const { claim } = owned
  const { pages, records } = await store.outboxHead(claim)
  if (pages === 0) return false
  for (const topic of new Set(records.map((record) => record.topic))) {
    const ofTopic = records.filter((record) => record.topic === topic)
    if (topic === topics.rejected) await recordRejected(db, ofTopic.map(rejectedOf))
    await producer.send(topic as Topic, ofTopic)
  }
  return (await store.trimOutbox(claim, pages)) && claim.firstPage < claim.pages
}

const rejectedOf = ({ value }: OutboxRecord): RejectedEvent => JSON.parse(value) as RejectedEvent

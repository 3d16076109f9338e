import type { Kafka } from 'kafkajs'
import { sha256 } from '../../domain/hash.ts'
import { rejectedEventSchema, type RejectedEvent } from '../../domain/rejection.ts'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import { readRecords, type FoundRecord } from '../../stores/kafka/read-records.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Logger } from '../../stores/logger.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { recordRejected } from '../../stores/postgres/rejected-events.ts'
import type { Vault } from '../../stores/vault/vault.ts'

export const REJECTED_AT_ONCE_MAX = 500

export type RejectedDeps = { db: Database; vault: Vault; kafka: Kafka; log: Logger }

/** Doors other than the topic have sealed their bytes already: only the stream's rejects are looked up. */
export async function takeRejected(deps: RejectedDeps, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += REJECTED_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const events = batch.records.slice(from, from + REJECTED_AT_ONCE_MAX).flatMap((record) => {
      const event = eventOf(record)
      if (!event) deps.log.warn({ offset: record.offset }, 'no rejected event')
      return event?.source === topics.bankEvents ? [event] : []
    })
    if (events.length > 0) await keepWithBytes(deps, events)
    await batch.heartbeat()
    await batch.done(batch.records[from + REJECTED_AT_ONCE_MAX]?.offset ?? batch.endOffset)
  }
}

async function keepWithBytes({ db, vault, kafka }: RejectedDeps, events: RejectedEvent[]): Promise<void> {
  const wanted = new Map<number, number[]>()
  for (const { position } of events) {
    const [partition = -1, offset = -1] = position.split('/').map(Number)
    wanted.set(partition, [...(wanted.get(partition) ?? []), offset])
  }
  const records = await readRecords(kafka, topics.bankEvents, wanted)
  await recordRejected(db, events)
  await vault.keepRejected(
    events.flatMap((event) => {
      const record = records.get(event.position)
      // A topic that was rewritten has another record there.
      if (!record || sha256(valueOf(record)) !== event.sha256) return []
      return [{ event, customer: record.key, original: { key: record.key, value: valueOf(record) } }]
    }),
  )
}

const valueOf = ({ value }: FoundRecord): Buffer => value ?? Buffer.alloc(0)

function eventOf({ value }: IncomingRecord): RejectedEvent | null {
  try {
    return rejectedEventSchema.parse(JSON.parse(value?.toString('utf8') ?? ''))
  } catch {
    return null
  }
}

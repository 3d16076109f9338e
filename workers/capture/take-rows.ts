import { z } from 'zod'
import { sha256 } from '../../domain/hash.ts'
import type { RejectedEvent } from '../../domain/rejection.ts'
import { identityOf } from '../../ingest/fact-identity.ts'
import { mapCapturedRow, type Ownership } from '../../ingest/map-row.ts'
import type { Mapping } from '../../ingest/mapping.ts'
import { rejectionOf, type Fault } from '../../ingest/validate.ts'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import type { Producer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import {
  keepFacts,
  keepOwners,
  noteProgress,
  type CapturedFact,
  type Snapshot,
} from '../../stores/postgres/captured.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { Rejected } from '../../stores/vault/originals.ts'
import type { Vault } from '../../stores/vault/vault.ts'

export const ROWS_AT_ONCE_MAX = 1000

export type RowDeps = {
  db: Database
  vault: Vault
  producer: Producer
  mapping: Mapping
  /** Something may be ready to be sent. */
  onRows: () => void
}

/** What a batch of captured rows gives. */
type Taken = { owners: Ownership[]; facts: CapturedFact[]; rejected: Rejected[]; snapshot: Snapshot | null }

const rowSchema = z.object({
  table: z.string(),
  op: z.string(),
  snapshot: z.string().nullable(),
  row: z.record(z.string(), z.unknown()),
})
const LAST_OF_SNAPSHOT = 'last'

/** Keeps what rows give before it tells Kafka that they are done, so that none is lost; each fact is kept once. */
export async function takeRows(deps: RowDeps, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += ROWS_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const records = batch.records.slice(from, from + ROWS_AT_ONCE_MAX)
    await keep(deps, batch.topic === topics.captured ? read(deps.mapping, batch, records) : errors(records))
    await batch.heartbeat()
    await batch.done(batch.records[from + ROWS_AT_ONCE_MAX]?.offset ?? batch.endOffset)
    deps.onRows()
  }
}

async function keep({ db, vault, producer }: RowDeps, taken: Taken): Promise<void> {
  await db.transaction(async (client) => {
    await keepOwners(client, taken.owners)
    await keepFacts(client, taken.facts)
    if (taken.snapshot) await noteProgress(client, { snapshot: taken.snapshot })
  })
  await reject(vault, producer, taken.rejected)
}

/** To the vault and the table first: the topic only tells of it. */
export async function reject(vault: Vault, producer: Producer, rejected: readonly Rejected[]): Promise<void> {
  await vault.keepRejected(rejected)
  await producer.send(
    topics.rejected,
    rejected.map(({ event }) => ({ key: event.position, value: JSON.stringify(event) })),
  )
}

function read(mapping: Mapping, { partition }: RecordBatch, records: readonly IncomingRecord[]): Taken {
  const taken: Taken = { owners: [], facts: [], rejected: [], snapshot: null }
  for (const record of records) {
    // A tombstone: its delete stands before it, and a delete takes nothing back.
    if (record.value === null) continue
    const position = `${partition}/${record.offset}`
    const row = parsed(record.value)
    if (!row) {
      taken.rejected.push(rejectedRow(position, record, NO_ROW))
      continue
    }
    taken.snapshot = row.snapshot === null || row.snapshot === LAST_OF_SNAPSHOT ? 'done' : 'running'
    const result = mapCapturedRow(mapping, row)
    if ('fault' in result) {
      taken.rejected.push(rejectedRow(position, record, result.fault))
      continue
    }
    if (result.ownership) taken.owners.push(result.ownership)
    if (!result.mapped) continue
    const { fact, ...whose } = result.mapped
    taken.facts.push({
      ...{ identity: identityOf(fact), ...whose, at: fact.at, fact: JSON.stringify(fact) },
      ...{ key: record.key, record: record.value.toString('utf8'), position },
    })
  }
  return taken
}

const NO_ROW: Fault = {
  field: 'row',
  reason: 'is no captured row',
  fix: 'only Kafka Connect with our transform writes this topic',
}

/** What the transform could not read: it names table and reason, and holds no value of the row. */
function errors(records: readonly IncomingRecord[]): Taken {
  const rejected = records.map((record) => {
    const named = errorSchema.safeParse(jsonOf(record.value))
    const { table, reason } = named.success ? named.data : { table: 'row', reason: 'unreadable' }
    const fault = {
      field: table,
      reason,
      fix: 'mend the mapping or the row; a changed row is captured again',
    }
    return rejectedRow(`errors ${record.offset}`, record, fault)
  })
  return { owners: [], facts: [], rejected, snapshot: null }
}
const errorSchema = z.object({ table: z.string().max(64), reason: z.string().max(64) })

const parsed = (value: Buffer): z.infer<typeof rowSchema> | null =>
  rowSchema.safeParse(jsonOf(value)).data ?? null

function jsonOf(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? '') as unknown
  } catch {
    return null
  }
}

export function rejectedRow(
  position: string,
  { key, value }: { key: string | null; value: Buffer | null },
  fault: Fault,
): Rejected {
  const bytes = value ?? Buffer.alloc(0)
  const event: RejectedEvent = { source: 'capture', position, ...rejectionOf(fault), sha256: sha256(bytes) }
  return { event, customer: key, original: { key, value: bytes } }
}

import type { Admin, Kafka } from 'kafkajs'
import type { CustomerFact } from '../../domain/bank-event.ts'
import type { Token } from '../../domain/ids.ts'
import { identityOf, sentSince } from '../../ingest/fact-identity.ts'
import { isBadRow, type InputRow } from '../../ingest/formats.ts'
import type { OutgoingRecord, Producer } from '../../stores/kafka/producer.ts'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { noteLoad, type Load } from '../../stores/postgres/loads.ts'
import type { BadRows } from './bad-rows.ts'

/** Rows that are sent and noted together: what a crash leaves in doubt. */
export const CHUNK_ROWS = 2000

export type SendDeps = {
  kafka: Kafka
  admin: Admin
  producer: Producer
  db: Database
  tokenise: (customerId: string) => Token
  badRows: BadRows
  onProgress: (rowsSent: number) => void
}

/**
 * Sends the facts of a file to the topic in their order, from the row where an earlier attempt stopped. After each
 * chunk it notes how far it is; what may have been stored without being noted is looked up on the topic first, so that
 * no fact is sent twice.
 */
export async function sendRows(deps: SendDeps, rows: AsyncIterable<InputRow>, load: Load): Promise<void> {
  const doubtful = await sentSince(deps.kafka, load.ends)
  let index = 0
  let chunk: InputRow[] = []
  const flush = async (): Promise<void> => {
    await sendChunk(deps, chunk, load, doubtful)
    chunk = []
  }
  for await (const row of rows) {
    if (index++ < load.rowsSent) continue
    chunk.push(row)
    if (chunk.length === CHUNK_ROWS) await flush()
  }
  if (chunk.length > 0) await flush()
  load.finishedAt = new Date().toISOString()
  await noteLoad(deps.db, load)
}

async function sendChunk(
  { admin, producer, db, tokenise, badRows, onProgress }: SendDeps,
  chunk: readonly InputRow[],
  load: Load,
  doubtful: ReadonlySet<string>,
): Promise<void> {
  const records: OutgoingRecord[] = []
  for (const row of chunk) {
    if (isBadRow(row)) {
      badRows.add(row)
      continue
    }
    const customer = tokenise(row.customerId)
    if (happened(row.fact) && (load.newestAt === null || row.fact.at > load.newestAt))
      load.newestAt = row.fact.at
    const isSent = doubtful.size > 0 && doubtful.has(`${customer}/${identityOf(row.fact)}`)
    if (!isSent) records.push({ key: customer, value: JSON.stringify(row.fact) })
  }
  await producer.send(topics.bankEvents, records)
  await badRows.write()
  load.rowsSent += chunk.length
  load.ends = Object.fromEntries(await endOffsets(admin, topics.bankEvents))
  await noteLoad(db, load)
  onProgress(load.rowsSent)
}

/** What holds (an obligation, master data) may date from any time; what happened tells how new the file is. */
const happened = ({ kind }: CustomerFact): boolean =>
  kind === 'transaction' || kind === 'settlement' || kind === 'reversal'

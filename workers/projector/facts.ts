import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import { keepMasters, keepNewest, type KeyedMaster } from '../../stores/postgres/customers.ts'
import type { Queryable } from '../../stores/postgres/database.ts'
import { withoutErased } from '../../stores/postgres/erasures.ts'
import { parseRecord } from '../parse-record.ts'

export const FACTS_AT_ONCE_MAX = 5_000

/** Keeps master data, and how new the newest transaction is. */
export async function projectFacts(db: Queryable, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += FACTS_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const some = batch.records.slice(from, from + FACTS_AT_ONCE_MAX)
    await keepMasters(db, await withoutErased(db, some.flatMap(masterIn)))
    const newest = some.findLast((record) => record.value?.includes('"transaction"'))
    const parsed = newest && parseRecord(newest)
    if (parsed?.is === 'fact') await keepNewest(db, 'transaction', parsed.fact.at)
    await batch.heartbeat()
    await batch.done(batch.records[from + FACTS_AT_ONCE_MAX]?.offset ?? batch.endOffset)
  }
}

/** Most records are transactions: their bytes are passed over without being parsed. */
function masterIn(record: IncomingRecord): KeyedMaster[] {
  if (!record.value?.includes('"customer"')) return []
  const parsed = parseRecord(record)
  if (parsed.is !== 'fact' || parsed.fact.kind !== 'customer') return []
  return [{ customer: parsed.customer, master: parsed.fact }]
}

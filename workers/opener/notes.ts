import { keyedNoteSchema, type KeyedNote } from '../../domain/obligation-note.ts'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import type { Logger } from '../../stores/logger.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { withoutErased } from '../../stores/postgres/erasures.ts'
import { keepObligationFeatures, writeOutcomes } from '../../stores/postgres/outcomes.ts'

export const NOTES_AT_ONCE_MAX = 500

/** Writes an outcome row for every obligation, with a case or without. Told again, a note changes nothing. */
export async function takeNotes(deps: { db: Database; log: Logger }, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += NOTES_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const told = batch.records.slice(from, from + NOTES_AT_ONCE_MAX).flatMap((record) => {
      const note = noteOf(record)
      if (note === null)
        deps.log.warn({ partition: batch.partition, offset: record.offset }, 'A note cannot be read')
      return note === null ? [] : [note]
    })
    await keepNotes(deps.db, told)
    await batch.heartbeat()
    await batch.done(batch.records[from + NOTES_AT_ONCE_MAX]?.offset ?? batch.endOffset)
  }
}

/** What was told of a customer who has been erased since is dropped. */
async function keepNotes(db: Database, told: readonly KeyedNote[]): Promise<void> {
  const kept = await withoutErased(db, told)
  await db.transaction(async (client) => {
    await keepObligationFeatures(client, kept)
    await writeOutcomes(client, kept)
  })
}

function noteOf({ value }: IncomingRecord): KeyedNote | null {
  try {
    return keyedNoteSchema.safeParse(JSON.parse(value?.toString('utf8') ?? 'null')).data ?? null
  } catch {
    return null
  }
}

import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import type { IncomingRecord, RecordBatch } from '../../stores/kafka/consumer.ts'
import { keepNewest, keepScores } from '../../stores/postgres/customers.ts'
import type { Queryable } from '../../stores/postgres/database.ts'
import { withoutErased } from '../../stores/postgres/erasures.ts'
import { keepFeatureSample } from '../../stores/postgres/feature-sample.ts'
import type { Logger } from '../../stores/logger.ts'

export const SCORES_AT_ONCE_MAX = 1_000

/** Only the latest evaluation of a customer matters: of a slice the others are not even written. */
export async function projectEvaluations(
  { db, log }: { db: Queryable; log: Pick<Logger, 'warn'> },
  batch: RecordBatch,
): Promise<void> {
  for (let from = 0; from < batch.records.length; from += SCORES_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const evaluations = batch.records.slice(from, from + SCORES_AT_ONCE_MAX).flatMap((record) => {
      const evaluation = readEvaluation(record)
      if (!evaluation)
        log.warn({ partition: batch.partition, offset: record.offset }, 'An evaluation cannot be read')
      return evaluation ?? []
    })
    const standing = await withoutErased(db, evaluations)
    await keepScores(db, standing)
    await keepFeatureSample(db, standing)
    const newest = evaluations.map(({ asOf }) => asOf).sort()
    if (newest.length > 0) await keepNewest(db, 'evaluation', newest.at(-1) ?? '')
    await batch.heartbeat()
    await batch.done(batch.records[from + SCORES_AT_ONCE_MAX]?.offset ?? batch.endOffset)
  }
}

function readEvaluation({ value }: Pick<IncomingRecord, 'value'>): Evaluation | null {
  try {
    return evaluationSchema.parse(JSON.parse(value?.toString('utf8') ?? 'null'))
  } catch {
    return null
  }
}

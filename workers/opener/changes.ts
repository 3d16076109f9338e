import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import { materialChange } from '../../domain/material-change.ts'
import { interventionFor } from '../../policies/intervene.ts'
import type { Pack } from '../../policies/pack.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { storeEvaluation } from '../../stores/postgres/episodes.ts'
import { undecidedCases, type UndecidedCase } from '../../stores/postgres/undecided-cases.ts'
import type { Cases } from '../../stores/temporal/cases.ts'

export type ChangesDeps = { db: Database; cases: Cases; pack: Pack }

/**
 * Tells undecided cases of the latest evaluation of their customer where something material has changed since people saw
 * it (spec §5): the evaluation is stored, and named in a signal. The case judges again by its own evidence.
 */
export async function tellChanges(
  { db, cases, pack }: ChangesDeps,
  records: readonly IncomingRecord[],
): Promise<void> {
  const latest = new Map(records.map((record) => [record.key ?? '', record]))
  for (const open of await undecidedCases(db, [...latest.keys()])) {
    const evaluation = readEvaluation(latest.get(open.customer))
    if (!evaluation || !isNews(pack, open, evaluation)) continue
    await storeEvaluation(db, evaluation)
    await cases.signalCase(open.caseId, 'evidenceChanged', { evaluationId: evaluation.id })
  }
}

/** What cannot be read is reported where cases are opened. */
function readEvaluation(record: IncomingRecord | undefined): Evaluation | null {
  try {
    return evaluationSchema.parse(JSON.parse(record?.value?.toString('utf8') ?? 'null'))
  } catch {
    return null
  }
}

/** An evaluation about another obligation says nothing about this case. */
export function isNews(pack: Pack, open: UndecidedCase, evaluation: Evaluation): boolean {
  const { level, hardship, obligation, score, asOf } = evaluation
  if (obligation?.id !== open.obligationId || Date.parse(asOf) <= Date.parse(open.openedAt)) return false
  const hardshipNow = open.isDeclared ? open.hardship : hardship.type
  const asksForNothing = interventionFor(pack, hardship.type, level) === null
  if (open.hasFallen) return !asksForNothing
  // What a person chose in place of the rules' answer stands: the answer follows from level and hardship.
  const interventionId = ''
  const now = { level, hardship: hardshipNow, interventionId, probability: score?.probability ?? null }
  return materialChange({ ...open, interventionId }, now) !== null
}

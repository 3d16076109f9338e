import type { FeatureVector } from '../../domain/risk.ts'
import { labelOf, type OutcomeResult, type Receipt } from '../../domain/outcome.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'

/** What became of an obligation, and what the case did about it. `decidedAt` and `featuresAsOf` are bank time. */
export type CaseOutcome = {
  customer: string
  obligationId: string
  dueDate: string
  result: OutcomeResult
  decidedAt: string
  caseId: string
  assignment: 'outreach' | 'hold-out'
  receipt: Receipt
  /** The intervention's id. */
  action: string | null
  /** The channel that was used last; null where nothing was sent. */
  channel: MessageChannel | null
  features: FeatureVector | null
  featuresAsOf: string | null
  evidenceHash: string | null
}

export type OutcomeRow = CaseOutcome & { label: 0 | 1 | null }

/** The row of an obligation that had a case: it stands above the one written without a case, and stays as first written. */
export async function writeCaseOutcome(client: Queryable, outcome: CaseOutcome): Promise<void> {
  await client.query(
    `insert into outcomes as o (customer, obligation_id, due_date, result, label, decided_at, case_id, assignment,
       receipt, action, channel, features, features_as_of, evidence_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (customer, obligation_id) do update set
       result = excluded.result, label = excluded.label, decided_at = excluded.decided_at,
       case_id = excluded.case_id, assignment = excluded.assignment, receipt = excluded.receipt,
       action = excluded.action, channel = excluded.channel, features = excluded.features,
       features_as_of = excluded.features_as_of, evidence_hash = excluded.evidence_hash
     where o.case_id is null`,
    [
      ...[outcome.customer, outcome.obligationId, outcome.dueDate, outcome.result, labelOf(outcome.result)],
      ...[outcome.decidedAt, outcome.caseId, outcome.assignment, outcome.receipt, outcome.action],
      ...[outcome.channel, outcome.features, outcome.featuresAsOf, outcome.evidenceHash],
    ],
  )
}

/** The outcome of a case; null while it is open. */
export async function outcomeOfCase(db: Queryable, caseId: string): Promise<OutcomeRow | null> {
  const { rows } = await db.query<OutcomeRow>(
    `select customer, obligation_id as "obligationId", due_date as "dueDate", result, label,
       decided_at as "decidedAt", case_id as "caseId", assignment, receipt, action, channel, features,
       features_as_of as "featuresAsOf", evidence_hash as "evidenceHash"
     from outcomes where case_id = $1`,
    [caseId],
  )
  return rows[0] ?? null
}

/** Outcomes and, of those, labels that are not censored. */
export async function countOutcomes(db: Queryable): Promise<{ outcomes: number; labels: number }> {
  const { rows } = await db.query<{ outcomes: number; labels: number }>(
    `select count(*) as outcomes, count(label) as labels from outcomes`,
  )
  return rows[0] ?? { outcomes: 0, labels: 0 }
}

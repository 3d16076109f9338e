import type { FeatureVector } from '../../domain/risk.ts'
import { labelOf, type OutcomeResult, type Receipt } from '../../domain/outcome.ts'
import type { KeyedNote } from '../../domain/obligation-note.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'

/** What a case saw become of its obligation, and what it did. `features` are those that its evidence froze; instants are bank time. */
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
       receipt, action, channel, frozen_features, frozen_as_of, evidence_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (customer, obligation_id) do update set
       result = excluded.result, label = excluded.label, decided_at = excluded.decided_at,
       case_id = excluded.case_id, assignment = excluded.assignment, receipt = excluded.receipt,
       action = excluded.action, channel = excluded.channel, frozen_features = excluded.frozen_features,
       frozen_as_of = excluded.frozen_as_of, evidence_hash = excluded.evidence_hash
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
       decided_at as "decidedAt", case_id as "caseId", assignment, receipt, action, channel,
       frozen_features as features, frozen_as_of as "featuresAsOf", evidence_hash as "evidenceHash"
     from outcomes where case_id = $1`,
    [caseId],
  )
  return rows[0] ?? null
}

/** Keeps the features of obligations until their outcomes are told; a later instant replaces an earlier one. */
export async function keepObligationFeatures(db: Queryable, told: readonly KeyedNote[]): Promise<void> {
  const newest = new Map<string, object>()
  for (const { customer, note } of told)
    if (note.is === 'features')
      newest.set(`${customer}/${note.obligationId}`, {
        ...{ customer, obligation_id: note.obligationId },
        ...{ as_of: note.asOf, features: note.features },
      })
  if (newest.size === 0) return
  await db.query(
    `insert into obligation_features as o (customer, obligation_id, as_of, features)
     select * from jsonb_to_recordset($1::jsonb)
       as r (customer text, obligation_id text, as_of timestamptz, features jsonb)
     on conflict (customer, obligation_id) do update set as_of = excluded.as_of, features = excluded.features
     where o.as_of < excluded.as_of`,
    [JSON.stringify([...newest.values()])],
  )
}

/**
 * Writes what became of obligations, with their features. The row of a case keeps what the case added; its result
 * follows the bank, which may have taken a payment back since.
 */
export async function writeOutcomes(db: Queryable, told: readonly KeyedNote[]): Promise<void> {
  const last = new Map<string, object>()
  for (const { customer, note } of told)
    if (note.is === 'outcome')
      last.set(`${customer}/${note.obligationId}`, {
        ...{ customer, obligation_id: note.obligationId, due_date: note.dueDate, decided_at: note.decidedAt },
        ...{ result: note.result, label: labelOf(note.result) },
      })
  if (last.size === 0) return
  await db.query(
    `with told as (
       select * from jsonb_to_recordset($1::jsonb) as r (customer text, obligation_id text, due_date date,
         result text, label smallint, decided_at timestamptz)
     ), known as (
       delete from obligation_features f using told t
       where f.customer = t.customer and f.obligation_id = t.obligation_id returning f.*
     )
     insert into outcomes as o (customer, obligation_id, due_date, result, label, decided_at, assignment, receipt,
       features, features_as_of)
     select t.customer, t.obligation_id, t.due_date, t.result, t.label, t.decided_at, 'none', $2::jsonb,
       k.features, k.as_of
     from told t left join known k using (customer, obligation_id)
     on conflict (customer, obligation_id) do update set due_date = excluded.due_date,
       decided_at = case when o.result = excluded.result then o.decided_at else excluded.decided_at end,
       result = excluded.result, label = excluded.label,
       features = coalesce(excluded.features, o.features),
       features_as_of = coalesce(excluded.features_as_of, o.features_as_of)`,
    [JSON.stringify([...last.values()]), JSON.stringify(NO_RECEIPT)],
  )
}

const NO_RECEIPT: Receipt = { approved: false, blocked: false, sent: false, delivered: false, read: false }

/** Outcomes and, of those, labels that are not censored. */
export async function countOutcomes(db: Queryable): Promise<{ outcomes: number; labels: number }> {
  const { rows } = await db.query<{ outcomes: number; labels: number }>(
    `select count(*) as outcomes, count(label) as labels from outcomes`,
  )
  return rows[0] ?? { outcomes: 0, labels: 0 }
}

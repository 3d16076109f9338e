import type { CaseStage } from '../../domain/case.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { needsCreditAuthority, needsSecondApproval, type Intervention } from '../../domain/intervention.ts'
import type { MessageStatus } from '../../domain/message.ts'
import type { OutcomeResult } from '../../domain/outcome.ts'
import type { Queryable } from './database.ts'
import { tellingChanged } from './outbox.ts'

/**
 * Where in the case's life a write stands. Within one run the sequence decides; between runs (Temporal's reset,
 * continue-as-new) the later epoch: when the activity was scheduled, epoch ms, which only grows.
 */
export type WritePosition = { caseId: string; runId: string; runEpoch_ms: number; sequence: number }

/** All that changes with a stage: written whole, so that of two writes the later one is the truth. */
export type StageChange = {
  stage: CaseStage
  reason: string | null
  /** Wall time. */
  holdUntil: string | null
  approvedBy: readonly string[]
  /** The rest changes seldom: where it is left out it stays as it is. */
  assignee?: string | null
  /** Bank time. */
  snoozedUntil?: string | null
  slaDueAt?: string | null
  delivery?: MessageStatus | null
  outcome?: OutcomeResult
  planHash?: string
  /** How far the SLA's steps have come. */
  escalation?: 'remind' | 'escalate' | 'reassign'
}

/** What the inbox shows of an evidence and a plan. `openedAt` and `slaDueAt` are bank time. */
export type CaseFace = Pick<
  Evidence,
  'customer' | 'level' | 'persona' | 'obligation' | 'scorecard' | 'intervention'
> & {
  episode: number
  hardship: string
  probability: number | null
  evidenceHash: string | null
  planHash: string | null
  openedAt: string
  slaDueAt: string | null
  urgency: number
}

const isLater = `(c.workflow_run_id = excluded.workflow_run_id and c.sequence < excluded.sequence)
  or (c.workflow_run_id <> excluded.workflow_run_id and c.run_epoch < excluded.run_epoch)`

const faceColumns = [
  ...['customer', 'episode', 'level', 'hardship', 'persona', 'probability', 'scorecard_total'],
  ...['intervention_id', 'intervention_title', 'kinds', 'priority', 'needs_second', 'needs_credit_authority'],
  ...['obligation_id', 'product', 'due_date', 'amount_minor', 'exposure_minor', 'currency'],
  ...['evidence_hash', 'plan_hash', 'opened_at', 'sla_due_at', 'urgency'],
]
const positionColumns = ['case_id', 'workflow_run_id', 'run_epoch', 'sequence']
const stageColumns = ['stage', 'stage_reason', 'hold_until', 'approved_by']
const columns = [...positionColumns, ...stageColumns, ...faceColumns]
/** A case was opened once; new evidence never gives more time. */
const kept = ['case_id', 'opened_at', 'sla_due_at']
const overwritten = columns.filter((name) => !kept.includes(name))

/** Writes the whole row of a case. False where a later write stands already: then nothing has changed. */
export async function writeCase(
  client: Queryable,
  position: WritePosition,
  change: StageChange,
  face: CaseFace,
): Promise<boolean> {
  const values = [...positionValues(position), ...stageValues(change), ...faceValues(face)]
  const { rowCount } = await client.query(
    `with changed as (
       insert into cases as c (${columns.join(', ')}, updated_at)
       values (${values.map((_, index) => `$${index + 1}`).join(', ')}, now())
       on conflict (case_id) do update set
         ${overwritten.map((name) => `${name} = excluded.${name}`).join(', ')},
         sla_due_at = least(c.sla_due_at, excluded.sla_due_at), snoozed_until = null,
         version = c.version + 1, updated_at = now()
       where ${isLater}
       returning version
     )${tellingChanged('case.changed', values.length + 1)}`,
    [...values, newsOf(change)],
  )
  return rowCount === 1
}

/** Columns that a change of stage sets only where it names them. */
const seldom = {
  assignee: 'assignee',
  snoozedUntil: 'snoozed_until',
  slaDueAt: 'sla_due_at',
  delivery: 'delivery_status',
  outcome: 'outcome',
  planHash: 'plan_hash',
  escalation: 'escalation',
} as const satisfies Partial<Record<keyof StageChange, string>>

/** Writes the stage of a case. False as `writeCase`. */
export async function writeStage(
  client: Queryable,
  position: WritePosition,
  change: StageChange,
): Promise<boolean> {
  const named = Object.entries(seldom).flatMap(([name, column]) => {
    const value = change[name as keyof typeof seldom]
    return value === undefined || (column === 'delivery_status' && value === null) ? [] : [{ column, value }]
  })
  const values = [...positionValues(position), ...stageValues(change), ...named.map(({ value }) => value)]
  const { rowCount } = await client.query(
    `with changed as (
       update cases set workflow_run_id = $2, run_epoch = greatest(run_epoch, $3), sequence = $4,
         stage = $5, stage_reason = $6, hold_until = $7, approved_by = $8,
         ${named.map(({ column }, at) => `${column} = $${at + 9},`).join(' ')}
         version = version + 1, updated_at = now()
       where case_id = $1
         and ((workflow_run_id = $2 and sequence < $4) or (workflow_run_id <> $2 and run_epoch < $3))
       returning version
     )${tellingChanged('case.changed', values.length + 1)}`,
    [...values, newsOf(change)],
  )
  return rowCount === 1
}

/** What readers of the case's events are told. */
export const newsOf = ({ stage, reason }: Pick<StageChange, 'stage' | 'reason'>) => ({ stage, reason })

const positionValues = (position: WritePosition): unknown[] => [
  position.caseId,
  position.runId,
  position.runEpoch_ms,
  position.sequence,
]

const stageValues = (change: StageChange): unknown[] => [
  change.stage,
  change.reason,
  change.holdUntil,
  change.approvedBy,
]

const faceValues = (face: CaseFace): unknown[] => [
  ...[face.customer, face.episode, face.level, face.hardship, face.persona, face.probability],
  face.scorecard.total,
  ...interventionValues(face.intervention, face.level),
  ...[face.obligation.id, face.obligation.product, face.obligation.dueDate, face.obligation.amountMinor],
  ...[exposureMinor(face.obligation), face.obligation.currency],
  ...[face.evidenceHash, face.planHash, face.openedAt, face.slaDueAt, face.urgency],
]

const interventionValues = ({ id, title, kinds, priority }: Intervention, level: string): unknown[] => [
  ...[id, title, kinds, priority],
  needsSecondApproval(level, kinds),
  needsCreditAuthority(kinds),
]

/** What is still owed on the product in all; where the bank does not say, the amount that falls due. */
export const exposureMinor = ({ amountMinor, outstandingMinor }: CaseFace['obligation']): number =>
  Math.max(outstandingMinor ?? 0, amountMinor)

/** Where an exposure stands among the open cases of its product, 0–1. */
export async function exposurePercentile(
  client: Queryable,
  product: string,
  exposure_minor: number,
): Promise<number> {
  const { rows } = await client.query<{ share: number }>(
    `select coalesce(avg((exposure_minor <= $2)::int), 1)::float8 as share
     from cases where product = $1 and stage <> 'closed'`,
    [product, exposure_minor],
  )
  return rows[0]?.share ?? 1
}

/** Does the inbox know the case? Not before its first proposal, and not while it is held out. */
export async function isShown(client: Queryable, caseId: string): Promise<boolean> {
  const { rowCount } = await client.query(`select from cases where case_id = $1`, [caseId])
  return rowCount === 1
}

/** Above everything that is in time: urgency by itself ends at 100 (spec §4). Twice changes nothing. */
export async function raiseUrgency(client: Queryable, caseId: string): Promise<void> {
  await client.query(`update cases set urgency = urgency + 100 where case_id = $1 and urgency <= 100`, [
    caseId,
  ])
}

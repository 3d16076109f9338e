import type { CaseStage } from '../../domain/case.ts'
import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { ActionKind, Priority } from '../../domain/intervention.ts'
import type { MessageStatus } from '../../domain/message.ts'
import type { OutcomeResult } from '../../domain/outcome.ts'
import type { Level } from '../../domain/risk.ts'

/** A case as the inbox reads it. Instants of opening and of the SLA are bank time. */
export type CaseRecord = {
  id: string
  customer: string
  episode: number
  stage: CaseStage
  stageReason: string | null
  level: Level
  hardship: Hardship
  persona: Persona
  probability: number | null
  scorecardTotal: number
  intervention: { id: string; title: string; kinds: ActionKind[]; priority: Priority }
  needsSecond: boolean
  needsCreditAuthority: boolean
  product: string
  obligationId: string
  dueDate: string
  amountMinor: number
  exposureMinor: number
  currency: string
  evidenceHash: string | null
  planHash: string | null
  openedAt: string
  slaDueAt: string | null
  holdUntil: string | null
  approvedBy: string[]
  assignee: string | null
  /** Bank time. */
  snoozedUntil: string | null
  escalation: 'remind' | 'escalate' | 'reassign' | null
  deliveryStatus: MessageStatus | null
  outcome: OutcomeResult | null
  urgency: number
  version: number
  updatedAt: string
}

type Flat = Omit<CaseRecord, 'intervention'>
export type InboxCaseRow = Flat & {
  interventionId: string
  interventionTitle: string
  kinds: ActionKind[]
  priority: Priority
}

/** Columns of `cases` by the names of the record. */
const columns: Record<keyof InboxCaseRow, string> = {
  id: 'case_id',
  customer: 'customer',
  episode: 'episode',
  stage: 'stage',
  stageReason: 'stage_reason',
  level: 'level',
  hardship: 'hardship',
  persona: 'persona',
  probability: 'probability',
  scorecardTotal: 'scorecard_total',
  interventionId: 'intervention_id',
  interventionTitle: 'intervention_title',
  kinds: 'kinds',
  priority: 'priority',
  needsSecond: 'needs_second',
  needsCreditAuthority: 'needs_credit_authority',
  product: 'product',
  obligationId: 'obligation_id',
  dueDate: 'due_date',
  amountMinor: 'amount_minor',
  exposureMinor: 'exposure_minor',
  currency: 'currency',
  evidenceHash: 'evidence_hash',
  planHash: 'plan_hash',
  openedAt: 'opened_at',
  slaDueAt: 'sla_due_at',
  holdUntil: 'hold_until',
  approvedBy: 'approved_by',
  assignee: 'assignee',
  snoozedUntil: 'snoozed_until',
  escalation: 'escalation',
  deliveryStatus: 'delivery_status',
  outcome: 'outcome',
  urgency: 'urgency',
  version: 'version',
  updatedAt: 'updated_at',
}

export const caseColumns = Object.entries(columns)
  .map(([name, column]) => `c.${column} as "${name}"`)
  .join(', ')

export function toCase(row: InboxCaseRow): CaseRecord {
  const { interventionId, interventionTitle, kinds, priority, ...rest } = row
  return { ...rest, intervention: { id: interventionId, title: interventionTitle, kinds, priority } }
}

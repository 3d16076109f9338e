import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common'
import { upsertSearchAttributes } from '@temporalio/workflow'
import { restingStages, type CaseStage } from '../domain/case.ts'
import type { StageChange } from '../activities/record-stage.ts'
import { record } from './case-activities.ts'
import { approvers, nextSequence, voidApprovals, type Desk } from './case-desk.ts'
import { showDetails } from './case-details.ts'

const stageKey = defineSearchAttributeKey('CaseStage', 'KEYWORD')
const assigneeKey = defineSearchAttributeKey('Assignee', 'KEYWORD')

/** Where the case stands, as its row shows it. */
export const stageOf = (desk: Desk): StageChange => ({
  stage: desk.stage,
  reason: desk.reason,
  holdUntil: instantOf(desk.holdUntil_ms),
  approvedBy: approvers(desk),
  assignee: desk.assignee,
  snoozedUntil: instantOf(desk.snoozedUntil_ms),
  slaDueAt: instantOf(desk.sla?.escalate_ms ?? null),
})

const instantOf = (at_ms: number | null): string | null =>
  at_ms === null ? null : new Date(at_ms).toISOString()

/** For operations, in Temporal's own pages. Only stages that last are worth an event; `also` goes along with it. */
export function show(desk: Desk, also: SearchAttributeUpdatePair[] = []): void {
  showDetails(desk)
  if (!restingStages.includes(desk.stage)) return
  upsertSearchAttributes([{ key: stageKey, value: desk.stage }, ...also])
}

/** So that operations find the cases of one person. */
export const showAssignee = ({ assignee }: Desk): void =>
  upsertSearchAttributes([{ key: assigneeKey, value: assignee }])

/** Moves the case to a stage and writes it down, with the approvals that end by it. */
export async function stand(
  desk: Desk,
  stage: CaseStage,
  reason: string | null,
  voids: readonly string[] = [],
): Promise<void> {
  desk.stage = stage
  desk.reason = reason
  show(desk)
  const sequence = nextSequence(desk)
  await record.recordStage({ caseId: desk.start.caseId, sequence, change: stageOf(desk), voids })
}

/** What people approved is no longer so: they must look again. */
export function standVoid(desk: Desk, stage: CaseStage, reason: string): Promise<void> {
  const voids = approvers(desk)
  voidApprovals(desk)
  return stand(desk, stage, reason, voids)
}

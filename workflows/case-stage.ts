import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import { restingStages, type CaseStage } from '../domain/case.ts'
import type { RecordStageInput } from '../activities/record-stage.ts'
import { record } from './case-activities.ts'
import { nextSequence, type Desk } from './case-desk.ts'

const stageKey = defineSearchAttributeKey('CaseStage', 'KEYWORD')

const waits: Partial<Record<CaseStage, string>> = {
  awaiting_decision: 'Waits for a person to approve or reject (Update `decide`).',
  awaiting_second: 'Waits for a second person to approve (Update `decide`).',
  blocked: 'Something stands against sending; a person must look.',
  unresolved:
    'A message may have been sent, the provider does not know of it; a person must look. Nothing is sent.',
  monitoring: 'Is watched; nothing is sent.',
  awaiting_outcome: 'Waits for the payment, or for day 29 after the due date.',
}

/** Where the case stands, as its row shows it. */
export const stageOf = ({ stage, reason, holdUntil_ms, approvals }: Desk): RecordStageInput['change'] => ({
  stage,
  reason,
  holdUntil: holdUntil_ms === null ? null : new Date(holdUntil_ms).toISOString(),
  approvedBy: approvals,
})

/** For operations, in Temporal's own pages. Only stages that last are worth an event; `also` goes along with it. */
export function show(desk: Desk, also: SearchAttributeUpdatePair[] = []): void {
  const since = new Date(Date.now()).toISOString()
  setCurrentDetails(
    `**${desk.stage}** since ${since}${desk.reason ? ` (${desk.reason})` : ''}. ${waits[desk.stage] ?? ''}`,
  )
  if (!restingStages.includes(desk.stage)) return
  upsertSearchAttributes([{ key: stageKey, value: desk.stage }, ...also])
}

/** Moves the case to a stage and writes it down. */
export async function stand(desk: Desk, stage: CaseStage, reason: string | null): Promise<void> {
  desk.stage = stage
  desk.reason = reason
  show(desk)
  const sequence = nextSequence(desk)
  await record.recordStage({ caseId: desk.start.caseId, sequence, change: stageOf(desk) })
}

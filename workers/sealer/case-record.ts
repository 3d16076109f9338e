import type { Temporal } from '../../stores/temporal/client.ts'
import { runsOf, type CaseRun } from '../../stores/temporal/histories.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { decisionsOf, type Decision } from '../../stores/postgres/decisions.ts'
import { stepsOf, type DispatchIntent } from '../../stores/postgres/dispatch.ts'
import { evidenceOf, type StoredEvidence } from '../../stores/postgres/evidence.ts'
import { messageEventsOf, type MessageEvent } from '../../stores/postgres/message-events.ts'
import { outcomeOfCase, type OutcomeRow } from '../../stores/postgres/outcomes.ts'
import { plansOf, type StoredPlan } from '../../stores/postgres/plans.ts'

/** All that ever happened in a case: what an auditor reads. */
export type CaseRecord = {
  caseId: string
  runs: CaseRun[]
  evidence: StoredEvidence[]
  plans: StoredPlan[]
  decisions: Decision[]
  messages: { steps: DispatchIntent[]; statuses: MessageEvent[] }
  outcome: OutcomeRow | null
}

/** Null while the workflow still runs. @throws corrupt: stored documents do not match their hashes */
export async function collectCase(
  db: Database,
  temporal: Temporal,
  caseId: string,
): Promise<CaseRecord | null> {
  const runs = await runsOf(temporal, caseId)
  if (!runs) return null
  const [evidence, plans, decisions, steps, statuses, outcome] = await Promise.all([
    ...([evidenceOf(db, caseId), plansOf(db, caseId), decisionsOf(db, caseId)] as const),
    ...([stepsOf(db, caseId), messageEventsOf(db, caseId), outcomeOfCase(db, caseId)] as const),
  ])
  return { caseId, runs, evidence, plans, decisions, messages: { steps, statuses }, outcome }
}

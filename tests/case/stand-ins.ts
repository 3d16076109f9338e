import type { Proposal } from '../../activities/decide-intervention.ts'
import type { CaseActivities } from '../../activities/index.ts'

export const STAND_IN_HASH = 'a'.repeat(64)
export const FAR_MS = Date.parse('2030-01-01T00:00:00Z')

/** A HIGH case that waits for two people, for as long as anybody looks. */
export const standInProposal: Omit<Proposal, 'evaluationId'> = {
  ...{ version: 1, scoreVersion: 1, planVersion: 1, policyAuthors: [] },
  ...{ evidenceHash: STAND_IN_HASH, planHash: STAND_IN_HASH },
  ...{ interventionId: 'none', stage: 'awaiting_decision', stageUnsealed: 'awaiting_decision' },
  ...{ isHeldOut: false, isManualReview: false, stepCount: 1, level: 'HIGH', hardship: 'INCOME_SHOCK' },
  ...{ needsSecond: true, needsCreditAuthority: true, clock: [] },
  ...{ dueDatePassed_ms: FAR_MS, outcomeFinal_ms: FAR_MS },
  sla: { remind_ms: FAR_MS, escalate_ms: FAR_MS, reassign_ms: FAR_MS },
}

/** What brings a case of the product's own workflow before people, without anything of the product's behind it. */
export const standIns = {
  scoreRisk: ({ version }) => Promise.resolve({ version }),
  classifyHardship: () => Promise.resolve({ hardship: 'INCOME_SHOCK', rule: 'none' }),
  decideIntervention: ({ evaluationId }) => Promise.resolve({ ...standInProposal, evaluationId }),
} satisfies Partial<CaseActivities>

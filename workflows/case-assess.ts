import { defineSearchAttributeKey } from '@temporalio/common'
import type { Proposal } from '../activities/decide-intervention.ts'
import { classifyHardship, decideIntervention, scoreRisk } from './case-activities.ts'
import { nextSequence, setClock, type Desk } from './case-desk.ts'
import { show } from './case-stage.ts'

const FIRST_VERSION = 1

const keys = {
  level: defineSearchAttributeKey('RiskLevel', 'KEYWORD'),
  hardship: defineSearchAttributeKey('Hardship', 'KEYWORD'),
  slaDue: defineSearchAttributeKey('SlaDue', 'DATETIME'),
}

/** Score, hardship, intervention: after this the case stands in the inbox. */
export async function assess(desk: Desk): Promise<Proposal> {
  const { start } = desk
  const { caseId, evaluationId } = start
  const scored = await scoreRisk({ caseId, evaluationId, version: FIRST_VERSION })
  await classifyHardship({ evaluationId })
  const sequence = nextSequence(desk)
  const proposal = await decideIntervention({ start, version: scored.version, sequence })
  setClock(desk, proposal.clock)
  desk.proposal = proposal
  desk.outcomeFinal_ms = proposal.outcomeFinal_ms
  desk.stage = proposal.stage
  show(desk, [
    { key: keys.level, value: proposal.level },
    { key: keys.hardship, value: proposal.hardship },
    { key: keys.slaDue, value: new Date(proposal.slaDue_ms) },
  ])
  return proposal
}

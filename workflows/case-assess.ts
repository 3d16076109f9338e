import { defineSearchAttributeKey } from '@temporalio/common'
import type { Proposal } from '../activities/decide-intervention.ts'
import type { SlaSteps } from '../domain/deadlines.ts'
import { classifyHardship, decideIntervention, scoreRisk } from './case-activities.ts'
import { nextSequence, setClock, voidApprovals, type Desk } from './case-desk.ts'
import { show } from './case-stage.ts'

const FIRST_VERSION = 1

const keys = {
  level: defineSearchAttributeKey('RiskLevel', 'KEYWORD'),
  hardship: defineSearchAttributeKey('Hardship', 'KEYWORD'),
  slaDue: defineSearchAttributeKey('SlaDue', 'DATETIME'),
}

/** Score, hardship, intervention: after this the case stands in the inbox, with what people decide on. */
export async function assess(
  desk: Desk,
  { evaluationId, cause }: { evaluationId: string; cause: string | null } = {
    evaluationId: desk.start.evaluationId,
    cause: null,
  },
): Promise<Proposal> {
  const { start } = desk
  const version = desk.proposal ? desk.proposal.version + 1 : FIRST_VERSION
  await scoreRisk({ caseId: start.caseId, evaluationId, version })
  await classifyHardship({ evaluationId })
  return propose(desk, { evaluationId, version, scoreVersion: version, cause, chosen: null })
}

type Proposed = Pick<Proposal, 'evaluationId' | 'version' | 'scoreVersion'> & {
  cause: string | null
  /** Another row of the matrix, where a person chose it. */
  chosen: string | null
}

/** Puts a plan before people; what they approved before is void. */
export async function propose(desk: Desk, proposed: Proposed): Promise<Proposal> {
  voidApprovals(desk)
  desk.isWordingStale = false
  const proposal = await decideIntervention({
    ...{ start: desk.start, ...proposed, planVersion: (desk.proposal?.planVersion ?? 0) + 1 },
    sequence: nextSequence(desk),
    isSeen: desk.isSealBroken,
  })
  setClock(desk, proposal.clock)
  desk.proposal = proposal
  desk.outcomeFinal_ms = proposal.outcomeFinal_ms
  desk.stage = proposal.stage
  desk.reason = proposed.cause
  desk.snoozedUntil_ms = null
  desk.sla = desk.sla ? earlier(desk.sla, proposal.sla) : proposal.sla
  show(desk, [
    { key: keys.level, value: proposal.level },
    { key: keys.hardship, value: proposal.hardship },
    { key: keys.slaDue, value: new Date(desk.sla.escalate_ms) },
  ])
  return proposal
}

/** The same action in the words that now suit the customer; the specialists are called where somebody is vulnerable. */
export async function rewordPlan(desk: Desk): Promise<void> {
  const { proposal } = desk
  if (!proposal) return
  desk.isChanging = true
  try {
    const { evaluationId, scoreVersion, interventionId } = proposal
    const version = proposal.version + 1
    const cause = 'changed:vulnerability'
    await propose(desk, { evaluationId, version, scoreVersion, cause, chosen: interventionId })
  } finally {
    desk.isChanging = false
  }
}

/** New evidence may make a case more urgent; it never gives more time. */
const earlier = (before: SlaSteps, now: SlaSteps): SlaSteps =>
  now.escalate_ms < before.escalate_ms ? now : before

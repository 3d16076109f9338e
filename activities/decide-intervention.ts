import { localDateOf, type ClockMap } from '../domain/bank-time.ts'
import { daysBetween } from '../domain/calendar.ts'
import type { CaseStage, CaseStart } from '../domain/case.ts'
import { dueDatePassed_ms, outcomeFinal_ms, slaSteps, type SlaSteps } from '../domain/deadlines.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import { hardshipOf, type Evidence } from '../domain/evidence.ts'
import { hashOf } from '../domain/hash.ts'
import { needsCreditAuthority, needsSecondApproval, type Intervention } from '../domain/intervention.ts'
import type { Plan } from '../domain/plan.ts'
import { composePlan } from '../policies/compose.ts'
import { interventionFor, interventionNamed } from '../policies/intervene.ts'
import { calendarOf } from '../policies/calendar.ts'
import type { Pack } from '../policies/pack.ts'
import { urgencyOf } from '../policies/urgency.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { exposureMinor, exposurePercentile, writeCase, type CaseFace } from '../stores/postgres/cases.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { storeEvidence } from '../stores/postgres/evidence.ts'
import { sealHoldOut } from '../stores/postgres/hold-outs.ts'
import { authorsOf } from '../stores/postgres/packs.ts'
import { storePlan } from '../stores/postgres/plans.ts'
import { readCaseScore } from '../stores/postgres/scores.ts'
import { leaveTask, type TaskToLeave } from '../stores/postgres/tasks.ts'
import { bankNow } from './bank-now.ts'
import { channelsFor } from './channels.ts'
import { composeEvidence } from './compose-evidence.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'
import { positionOf } from './position.ts'
import { relationOf } from './relation.ts'
import { toneFactsOf } from './tone-facts.ts'

export type DecideInterventionInput = Pick<
  Proposal,
  'evaluationId' | 'version' | 'scoreVersion' | 'planVersion'
> & {
  start: CaseStart
  sequence: number
  /** Why there is a new proposal; null for the first. */
  cause: string | null
  /** Another row of the matrix, where a person chose it. */
  chosen: string | null
  /** Is a case of the hold-out seen by now? */
  isSeen: boolean
}

/** What a person decides on, by reference, and what the workflow must know of it. Instants are bank time, epoch ms. */
export type Proposal = {
  evaluationId: string
  version: number
  /** Of the evidence that was scored last: a chosen plan changes the evidence, not the score. */
  scoreVersion: number
  planVersion: number
  evidenceHash: string
  planHash: string
  interventionId: string
  stage: Extract<CaseStage, 'awaiting_decision' | 'monitoring' | 'awaiting_outcome'>
  /** In the hold-out, and its seal whole: nobody sees it. */
  isHeldOut: boolean
  /** Where the case stands once it is seen. */
  stageUnsealed: Extract<CaseStage, 'awaiting_decision' | 'monitoring'>
  isManualReview: boolean
  /** They do not approve under it. */
  policyAuthors: readonly string[]
  stepCount: number
  level: string
  hardship: string
  needsSecond: boolean
  needsCreditAuthority: boolean
  sla: SlaSteps
  dueDatePassed_ms: number
  outcomeFinal_ms: number
  clock: ClockMap
}

/**
 * Composes the evidence and the plan, and puts the case into the inbox: both documents, the row, its event and the audit
 * in one transaction.
 * @throws corrupt | no-intervention, other-obligation
 */
export const decideIntervention =
  (deps: CaseDeps) =>
  async (input: DecideInterventionInput): Promise<Proposal> => {
    const { start, sequence, cause } = input
    const { now_ms, clock } = bankNow(deps.clock)
    const composed = await compose(deps, now_ms, input)
    const { pack, isVulnerable } = composed
    return deps.db.transaction(async (client) => {
      const evidence = await storeEvidence(client, composed.evidence)
      const plan = await storePlan(client, composed.plan)
      const proposal = { ...outline(input, { ...composed, evidence, plan, now_ms }), clock }
      const face = await faceOf(client, { start, evidence, proposal, pack, now_ms })
      if (proposal.isHeldOut) {
        await sealHoldOut(client, start.caseId, face)
        return proposal
      }
      const change = { stage: proposal.stage, reason: cause, holdUntil: null, approvedBy: [] }
      if (await writeCase(client, positionOf(start.caseId, sequence), change, face))
        await auditProposal(client, evidence, proposal, cause)
      if (isVulnerable) await leaveTask(client, specialistTask(evidence, now_ms))
      return proposal
    })
  }

type Composed = {
  pack: Pack
  evidence: Evidence
  plan: Plan
  policyAuthors: string[]
  isVulnerable: boolean
}

async function compose(
  { db, vault, packs, senders }: CaseDeps,
  now_ms: number,
  { start, evaluationId, version, scoreVersion, planVersion, chosen }: DecideInterventionInput,
): Promise<Composed> {
  const evaluation = await verifiedEvaluation(db, evaluationId)
  const pack = await packs.of(evaluation.pack)
  const intervention = chosen ? interventionNamed(pack, chosen) : askedFor(pack, start, evaluation)
  if (!intervention)
    throw new ServiceError('corrupt', 'no-intervention', 'The pack asks for nothing at this level.')
  const score = await readCaseScore(db, start.caseId, scoreVersion)
  const evidence = composeEvidence(start, version, evaluation, score, intervention)
  const contact = await vault.readContact(start.customer)
  const tone = await toneFactsOf(db, start, evaluation.level)
  const relation = await relationOf(db, start.customer, pack, intervention, now_ms)
  // Only the language and the channel leave the vault here; the text keeps its placeholders.
  const plan = composePlan(pack, intervention, {
    caseId: start.caseId,
    version: planVersion,
    language: contact?.language ?? null,
    senders,
    channels: channelsFor(pack, { contact, senders, relation }),
    tone,
  })
  const policyAuthors = await authorsOf(db, evaluation.pack)
  return { pack, evidence, plan, policyAuthors, isVulnerable: tone.audience === 'vulnerable' }
}

/** Who has told us is helped even where the score sees nothing yet. */
function askedFor(pack: Pack, { declared }: CaseStart, { hardship, level }: Evaluation): Intervention | null {
  if (!declared) return interventionFor(pack, hardship.type, level)
  return interventionFor(pack, declared.hardship, level) ?? interventionFor(pack, declared.hardship, 'MEDIUM')
}

function outline(
  { start, evaluationId, scoreVersion, isSeen, version: asked }: DecideInterventionInput,
  { evidence, plan, pack, policyAuthors, now_ms }: Composed & { now_ms: number },
): Omit<Proposal, 'clock'> {
  const { level, intervention, obligation, version } = evidence
  const { zone } = pack.documents.pack
  const isHeldOut = start.assignment === 'hold-out' && !isSeen
  const stageUnsealed = intervention.kinds.includes('monitor') ? 'monitoring' : 'awaiting_decision'
  // A case that begins anew has no more time.
  const slaFrom_ms = asked === 1 ? Date.parse(evidence.asOf) : now_ms
  return {
    ...{ evaluationId, version, scoreVersion, planVersion: plan.version, isHeldOut, stageUnsealed, level },
    stage: isHeldOut ? 'awaiting_outcome' : stageUnsealed,
    evidenceHash: hashOf(evidence),
    planHash: hashOf(plan),
    interventionId: intervention.id,
    isManualReview: intervention.kinds.includes('manual_review'),
    policyAuthors,
    stepCount: plan.steps.length,
    hardship: hardshipOf(evidence),
    needsSecond: needsSecondApproval(level, intervention.kinds),
    needsCreditAuthority: needsCreditAuthority(intervention.kinds),
    sla: slaSteps(slaFrom_ms, intervention.sla_hours, calendarOf(pack)),
    dueDatePassed_ms: dueDatePassed_ms(obligation.dueDate, zone),
    outcomeFinal_ms: outcomeFinal_ms(obligation.dueDate, zone),
  }
}

type FaceInput = { start: CaseStart; evidence: Evidence; proposal: Proposal; pack: Pack; now_ms: number }

async function faceOf(
  client: Queryable,
  { start, evidence, proposal, pack, now_ms }: FaceInput,
): Promise<CaseFace> {
  const { obligation, score } = evidence
  const exposure = await exposurePercentile(client, obligation.product, exposureMinor(obligation))
  const opened_ms = Date.parse(evidence.asOf)
  const urgency = urgencyOf(pack, {
    probability: score?.probability ?? null,
    days_to_due: daysBetween(localDateOf(now_ms, start.bankZone), obligation.dueDate),
    sla_used: (now_ms - opened_ms) / (proposal.sla.escalate_ms - opened_ms),
    exposure,
  })
  return {
    ...evidence,
    episode: start.episode,
    hardship: hardshipOf(evidence),
    probability: score?.probability ?? null,
    evidenceHash: proposal.evidenceHash,
    planHash: proposal.planHash,
    openedAt: evidence.asOf,
    slaDueAt: new Date(proposal.sla.escalate_ms).toISOString(),
    urgency: urgency.total,
  }
}

const auditProposal = (
  client: Queryable,
  evidence: Evidence,
  proposal: Proposal,
  cause: string | null,
): Promise<void> =>
  writeAudit(client, {
    actorId: 'case',
    action: 'case.proposed',
    subject: evidence.caseId,
    details: {
      evidenceHash: proposal.evidenceHash,
      planHash: proposal.planHash,
      intervention: proposal.interventionId,
      cause,
      level: evidence.level,
      hardship: evidence.hardship.type,
      pack: evidence.pack.hash,
      model: evidence.score?.model.sha256 ?? null,
    },
  })

/** Nobody is silenced for being vulnerable: the case goes to people who are trained for it. */
const specialistTask = ({ caseId, customer, pack }: Evidence, now_ms: number): TaskToLeave => ({
  kind: 'vulnerable',
  queue: 'specialist',
  rule: `${pack.id}.vulnerability`,
  customer,
  caseId,
  createdAt: new Date(now_ms).toISOString(),
  dueAt: null,
})

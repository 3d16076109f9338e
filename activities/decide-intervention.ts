import { localDateOf, type ClockMap } from '../domain/bank-time.ts'
import { daysBetween, type LocalDate } from '../domain/calendar.ts'
import type { CaseStage, CaseStart } from '../domain/case.ts'
import { dueDatePassed_ms, outcomeFinal_ms, slaDue_ms } from '../domain/deadlines.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Evidence } from '../domain/evidence.ts'
import { hashOf } from '../domain/hash.ts'
import { needsCreditAuthority, needsSecondApproval } from '../domain/intervention.ts'
import type { Plan } from '../domain/plan.ts'
import { composePlan } from '../policies/compose.ts'
import { interventionFor } from '../policies/intervene.ts'
import type { Pack } from '../policies/pack.ts'
import { urgencyOf } from '../policies/urgency.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { exposureMinor, exposurePercentile, writeCase, type CaseFace } from '../stores/postgres/cases.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { storeEvidence } from '../stores/postgres/evidence.ts'
import { storePlan } from '../stores/postgres/plans.ts'
import { readCaseScore } from '../stores/postgres/scores.ts'
import { bankNow } from './bank-now.ts'
import { packOfEvaluation } from './classify-hardship.ts'
import { composeEvidence } from './compose-evidence.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'
import { positionOf } from './position.ts'

export type DecideInterventionInput = { start: CaseStart; version: number; sequence: number }

/** What a person decides on, by reference, and what the workflow must know of it. Instants are bank time, epoch ms. */
export type Proposal = {
  version: number
  evidenceHash: string
  planHash: string
  interventionId: string
  stage: Extract<CaseStage, 'awaiting_decision' | 'monitoring' | 'awaiting_outcome'>
  stepCount: number
  level: string
  hardship: string
  needsSecond: boolean
  needsCreditAuthority: boolean
  slaDue_ms: number
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
  async ({ start, version, sequence }: DecideInterventionInput): Promise<Proposal> => {
    const { pack, evidence, plan } = await compose(deps, start, version)
    const { now_ms, clock } = await bankNow(deps.db)
    const stage = stageOf(start, evidence)
    const proposal = { ...outline(evidence, plan, stage, pack), clock }
    await deps.db.transaction(async (client) => {
      await storeEvidence(client, evidence)
      await storePlan(client, plan)
      const face = await faceOf(client, { start, evidence, proposal, pack, now_ms })
      const change = { stage, reason: null, holdUntil: null, approvedBy: [] }
      if (await writeCase(client, positionOf(start.caseId, sequence), change, face))
        await auditOpening(client, evidence, proposal)
    })
    return proposal
  }

async function compose(
  { db, vault, packOf, senders }: CaseDeps,
  start: CaseStart,
  version: number,
): Promise<{ pack: Pack; evidence: Evidence; plan: Plan }> {
  const evaluation = await verifiedEvaluation(db, start.evaluationId)
  const pack = packOfEvaluation(packOf, evaluation)
  const intervention = interventionFor(pack, evaluation.hardship.type, evaluation.level)
  if (!intervention)
    throw new ServiceError('corrupt', 'no-intervention', 'The pack asks for nothing at this level.')
  const score = await readCaseScore(db, start.caseId, version)
  const evidence = composeEvidence(start, version, evaluation, score, intervention)
  // Only the language leaves the vault here; the text keeps its placeholders.
  const language = (await vault.readContact(start.customer))?.language ?? null
  const plan = composePlan(pack, intervention, {
    caseId: start.caseId,
    version,
    language,
    senders,
    channels: ['sms'],
  })
  return { pack, evidence, plan }
}

function stageOf(start: CaseStart, { intervention }: Evidence): Proposal['stage'] {
  if (start.assignment === 'hold-out') return 'awaiting_outcome'
  return intervention.kinds.includes('monitor') ? 'monitoring' : 'awaiting_decision'
}

function outline(
  evidence: Evidence,
  plan: Plan,
  stage: Proposal['stage'],
  pack: Pack,
): Omit<Proposal, 'clock'> {
  const { level, intervention, obligation } = evidence
  const { zone } = pack.documents.pack
  const calendar = { zone, holidays: holidaysOf(pack) }
  return {
    version: evidence.version,
    evidenceHash: hashOf(evidence),
    planHash: hashOf(plan),
    interventionId: intervention.id,
    stage,
    stepCount: plan.steps.length,
    level,
    hardship: evidence.hardship.type,
    needsSecond: needsSecondApproval(level, intervention.kinds),
    needsCreditAuthority: needsCreditAuthority(intervention.kinds),
    slaDue_ms: slaDue_ms(Date.parse(evidence.asOf), intervention.sla_hours, calendar),
    dueDatePassed_ms: dueDatePassed_ms(obligation.dueDate, zone),
    outcomeFinal_ms: outcomeFinal_ms(obligation.dueDate, zone),
  }
}

export const holidaysOf = (pack: Pack): ReadonlySet<LocalDate> =>
  new Set(pack.documents['contact-rules'].holidays)

type FaceInput = { start: CaseStart; evidence: Evidence; proposal: Proposal; pack: Pack; now_ms: number }

async function faceOf(
  client: Queryable,
  { start, evidence, proposal, pack, now_ms }: FaceInput,
): Promise<CaseFace> {
  const { obligation, score, hardship } = evidence
  const exposure = await exposurePercentile(client, obligation.product, exposureMinor(obligation))
  const opened_ms = Date.parse(evidence.asOf)
  const urgency = urgencyOf(pack, {
    probability: score?.probability ?? null,
    days_to_due: daysBetween(localDateOf(now_ms, start.bankZone), obligation.dueDate),
    sla_used: (now_ms - opened_ms) / (proposal.slaDue_ms - opened_ms),
    exposure,
  })
  return {
    ...evidence,
    episode: start.episode,
    hardship: hardship.type,
    probability: score?.probability ?? null,
    evidenceHash: proposal.evidenceHash,
    planHash: proposal.planHash,
    openedAt: evidence.asOf,
    slaDueAt: new Date(proposal.slaDue_ms).toISOString(),
    urgency: urgency.total,
  }
}

const auditOpening = (client: Queryable, evidence: Evidence, proposal: Proposal): Promise<void> =>
  writeAudit(client, {
    actorId: 'case',
    action: 'case.proposed',
    subject: evidence.caseId,
    details: {
      evidenceHash: proposal.evidenceHash,
      planHash: proposal.planHash,
      intervention: proposal.interventionId,
      level: evidence.level,
      hardship: evidence.hardship.type,
      pack: evidence.pack.hash,
      model: evidence.score?.model.sha256 ?? null,
    },
  })

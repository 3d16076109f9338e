import type { ClockMap } from '../domain/bank-time.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Contact } from '../domain/contact.ts'
import type { DueObligation } from '../domain/evaluation.ts'
import type { PlanStep } from '../domain/plan.ts'
import { purposeOf } from '../policies/compose.ts'
import { passGate, type GateVerdict } from '../policies/gate.ts'
import { readConsents } from '../stores/postgres/consents.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { planByHash } from '../stores/postgres/plans.ts'
import { bankNow } from './bank-now.ts'
import type { OutreachDeps } from './deps.ts'

/** One step of an approved plan. */
export type StepRef = { caseId: string; customer: string; planHash: string; stepIndex: number }

export type GateDeps = Pick<OutreachDeps, 'db' | 'vault' | 'packOf'>
export type JudgedStep = {
  step: PlanStep
  contact: Contact | null
  obligation: DueObligation
  verdict: GateVerdict
  clock: ClockMap
}

/** The gate's verdict on a step as things stand now: the rules in force, the consents and the contact of this moment. */
export async function judgeStep({ db, vault, packOf }: GateDeps, ref: StepRef): Promise<JudgedStep> {
  const step = (await planByHash(db, ref.caseId, ref.planHash)).steps[ref.stepIndex]
  const stored = await currentEvidence(db, ref.caseId)
  if (!step || !stored) throw new ServiceError('not-found', 'no-such-step', 'The plan has no such step.')
  const pack = packOf(stored.evidence.pack.id)
  const contact = await vault.readContact(ref.customer)
  const { now_ms, clock } = await bankNow(db)
  const consents = await readConsents(db, ref.customer, new Date(now_ms).toISOString())
  const purpose = purposeOf(pack, step.templateId)
  const ofChannel = consents.filter((each) => each.channel === step.channel)
  const verdict = passGate(pack, {
    now_ms,
    channel: step.channel,
    purpose,
    zone: contact?.zone ?? null,
    consents: consents.map(({ customer: _, ...consent }) => consent),
    optedOut: ofChannel.some((each) => each.status === 'withdrawn' && each.purpose === purpose),
    contactKnown: addressOf(contact, step) !== null,
    holds: [],
  })
  return { step, contact, obligation: stored.evidence.obligation, verdict, clock }
}

/** Where a step's message goes to; null where the vault has no address for its channel. */
export const addressOf = (contact: Contact | null, step: PlanStep): string | null =>
  (step.channel === 'email' ? contact?.email : contact?.phone) ?? null

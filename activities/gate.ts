import type { ClockMap } from '../domain/bank-time.ts'
import { dueDatePassed_ms } from '../domain/deadlines.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Contact } from '../domain/contact.ts'
import type { DueObligation } from '../domain/evaluation.ts'
import type { ActionKind } from '../domain/intervention.ts'
import type { PlanStep, StepRef } from '../domain/plan.ts'
import type { Pack } from '../policies/pack.ts'
import { passGate, type GateFacts, type GateVerdict } from '../policies/gate.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { planByHash } from '../stores/postgres/plans.ts'
import { bankNow } from './bank-now.ts'
import type { OutreachDeps } from './deps.ts'
import { gatherFacts } from './gate-facts.ts'
import { wordsOf } from './plan-words.ts'

export type GateDeps = Pick<OutreachDeps, 'db' | 'clock' | 'vault' | 'packs'>
export type JudgedStep = {
  step: PlanStep
  contact: Contact | null
  obligation: DueObligation
  verdict: GateVerdict
  /** The pack whose contact rules hold now. */
  inForce: Pack
  /** What the approved action asks for. */
  kinds: readonly ActionKind[]
  clock: ClockMap
}

/**
 * The gate's verdict on a step as things stand now: the contact rules in force, and the facts of this moment. What the
 * step is for is read from the pack that the case runs with. `supposed` stands in for facts that are asked elsewhere,
 * where somebody only wants to know: what is sent is judged without it.
 */
export async function judgeStep(
  deps: GateDeps,
  ref: StepRef,
  supposed: Partial<Pick<GateFacts, 'approvers'>> = {},
): Promise<JudgedStep> {
  const { db, vault, packs } = deps
  const step = (await planByHash(db, ref.caseId, ref.planHash)).steps[ref.stepIndex]
  const stored = await currentEvidence(db, ref.caseId)
  if (!step || !stored) throw new ServiceError('not-found', 'no-such-step', 'The plan has no such step.')
  const { pack: packRef, obligation, intervention } = stored.evidence
  const [own, inForce] = await Promise.all([packs.of(packRef), packs.inForce(packRef.id)])
  const contact = await vault.readContact(ref.customer)
  const { now_ms, clock } = bankNow(deps.clock)
  const text = await wordsOf(vault, step)
  const facts = await gatherFacts(db, {
    ...{ ref, step, text, contact, pack: own, evidenceHash: stored.hash, obligation, now_ms },
    useless_from_ms: dueDatePassed_ms(obligation.dueDate, own.documents.pack.zone),
    address: addressOf(contact, step),
  })
  const verdict = passGate(inForce, { ...facts, ...supposed })
  return { step, contact, obligation, verdict, inForce, kinds: intervention.kinds, clock }
}

/** Where a step's message goes to; null where the vault has no address for its channel. */
export const addressOf = (contact: Contact | null, step: PlanStep): string | null =>
  (step.channel === 'email' ? contact?.email : contact?.phone) ?? null

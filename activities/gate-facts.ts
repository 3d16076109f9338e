import { localDateOf } from '../domain/bank-time.ts'
import { DAY_MS } from '../domain/calendar.ts'
import type { Contact } from '../domain/contact.ts'
import type { DueObligation } from '../domain/evaluation.ts'
import { dispatchKeyOf } from '../domain/message.ts'
import type { PlanStep, StepRef } from '../domain/plan.ts'
import { audienceOf } from '../policies/compose.ts'
import type { GateFacts } from '../policies/gate.ts'
import type { Pack } from '../policies/pack.ts'
import { templateOf } from '../policies/texts.ts'
import { readConsents } from '../stores/postgres/consents.ts'
import { contactsSince, lastInboundAt } from '../stores/postgres/contact-log.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { countApprovers } from '../stores/postgres/decisions.ts'
import { holdKindsAt, vulnerabilityKindsOf } from '../stores/postgres/holds.ts'
import { standingSwitches } from '../stores/postgres/kill-switches.ts'
import { registrationsOf } from '../stores/postgres/registrations.ts'

/** No cap of a pack looks back further. */
const CONTACTS_DAYS = 366

export type StepToJudge = {
  ref: StepRef
  step: PlanStep
  /** Its words as they would go out, placeholders kept. */
  text: string
  contact: Contact | null
  /** Where the message would go to. */
  address: string | null
  /** The pack that the case runs with. */
  pack: Pack
  evidenceHash: string
  obligation: DueObligation
  now_ms: number
  useless_from_ms: number
}

/** Every fact that the gate looks at, as our records have it at this moment. */
export async function gatherFacts(db: Queryable, judged: StepToJudge): Promise<GateFacts> {
  const { ref, step, text, contact, pack, evidenceHash, obligation, now_ms, useless_from_ms, address } =
    judged
  const { customer, planHash } = ref
  const now = new Date(now_ms).toISOString()
  const since = new Date(now_ms - CONTACTS_DAYS * DAY_MS).toISOString()
  const exceptKey = dispatchKeyOf(ref.caseId, planHash, ref.stepIndex)
  const template = templateOf(pack, step.templateId)
  const { purpose } = template
  const consents = await readConsents(db, customer, now)
  const lastInbound = await lastInboundAt(db, customer, step.channel, now)
  return {
    ...{ now_ms, useless_from_ms, channel: step.channel, purpose },
    message: messageOf(pack, { ...step, text }, template.notices),
    zone: contact?.zone ?? null,
    consents: consents.map(({ customer: _, ...consent }) => consent),
    // The case is about an obligation of a product that the customer holds with us.
    contract: true,
    optedOut: consents.some(
      (each) => each.channel === step.channel && each.status === 'withdrawn' && each.purpose === purpose,
    ),
    contactKnown: address !== null,
    party: contact && (contact.party ?? 'customer'),
    avoidHours: contact && (contact.avoidHours ?? []),
    holds: await holdKindsAt(db, customer, now),
    vulnerabilities: await vulnerabilityKindsOf(db, customer),
    killSwitches: (await standingSwitches(db)).map(({ scope, value }) => ({ scope, value })),
    contacts: await contactsSince(db, { customer, since, exceptKey }),
    lastInbound_ms: lastInbound === null ? null : Date.parse(lastInbound),
    registrations: await registrationsOf(db, pack.ref.id, step.channel),
    overdue: obligation.dueDate < localDateOf(now_ms, pack.documents.pack.zone),
    approvers: await countApprovers(db, ref.caseId, { evidenceHash, planHash }),
  }
}

const messageOf = (pack: Pack, step: PlanStep, notices: readonly string[]): GateFacts['message'] => ({
  templateId: step.templateId,
  tone: step.tone ?? null,
  language: step.language,
  sender: step.sender,
  text: step.text,
  notices: [...notices],
  audience: audienceOf(pack, step),
})

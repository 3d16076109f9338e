import { ServiceError } from '../../domain/errors.ts'
import { refusalInWords } from '../../domain/case-refusals.ts'
import type { Contact } from '../../domain/contact.ts'
import type { Actor } from '../../domain/roles.ts'
import { eventsOfCase } from '../../stores/postgres/case-events.ts'
import { claimsOf } from '../../stores/postgres/claims.ts'
import { decisionsOf, type Decision } from '../../stores/postgres/decisions.ts'
import { stepsOf, type DispatchIntent } from '../../stores/postgres/dispatch.ts'
import { evidenceOf } from '../../stores/postgres/evidence.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import { messageEventsOf } from '../../stores/postgres/message-events.ts'
import { currentPlan, type StoredPlan } from '../../stores/postgres/plans.ts'
import { maskFirstName, maskName, maskPhone } from '../../stores/vault/mask.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import type { CaseDetail, Person, ShownDecision, ShownMessage, ShownPlan } from '../contract/cases.ts'
import type { Deps, Settings } from '../deps.ts'
import { caseRowOf } from './case-row.ts'
import { mayDecide, waitsFor } from './case-stage.ts'
import { timelineOf } from './case-timeline.ts'
import { personOf } from './people.ts'

type DetailDeps = Pick<Deps, 'database' | 'vault' | 'settings' | 'urgencies'>

/** A case with all that a person needs to decide on it. @throws ServiceError not-found */
export async function readCaseDetail(
  deps: DetailDeps,
  caseId: string,
  signedIn: SignedIn,
): Promise<CaseDetail> {
  const { database, vault, settings, urgencies } = deps
  const record = await findInboxCase(database, caseId)
  if (!record) throw new ServiceError('not-found', 'case', 'There is no such case')
  const [contact, evidences, plan, decisions, steps, events, happened, claims, urgency] = await Promise.all([
    vault.readContact(record.customer),
    evidenceOf(database, caseId),
    currentPlan(database, caseId),
    decisionsOf(database, caseId),
    stepsOf(database, caseId),
    messageEventsOf(database, caseId),
    eventsOfCase(database, caseId),
    claimsOf(database, [caseId]),
    urgencies.now(),
  ])
  const readsRemarks = mayReadRemarks(signedIn.actor)
  const remarkRefs = readsRemarks ? decisions.flatMap(({ remarkRef }) => remarkRef ?? []) : []
  const remarks = await vault.readTexts(remarkRefs)
  const person = personOf(settings)
  return {
    row: caseRowOf(
      { ...record, urgency: urgency.shown(record) },
      contact,
      person,
      claims.get(caseId)?.actorId ?? null,
    ),
    contact: contact && shownContact(contact, readsRemarks),
    evidence: evidences.at(-1)?.evidence ?? null,
    plan: plan && shownPlan(plan, contact, await wordsOfEdits(vault, plan)),
    decisions: decisions.map((decision) => shownDecision(decision, remarks, person)),
    messages: steps.map(shownMessage),
    timeline: timelineOf({ record, evidences, decisions, steps, events, happened, person }),
    waitsFor: waitsFor(record),
    may: mayDecide(record, plan, signedIn.actor, Date.now()),
    workflowUrl: workflowUrl(settings, caseId),
  }
}

/** Free text about a person is for those who care for the case; who checks their work does not need it. */
const mayReadRemarks = ({ roles }: Actor): boolean =>
  roles.includes('case_worker') || roles.includes('supervisor')

const shownContact = (
  { name, phone, language, zone, remark }: Contact,
  readsRemarks: boolean,
): NonNullable<CaseDetail['contact']> => ({
  maskedName: maskName(name),
  maskedPhone: phone ? maskPhone(phone) : null,
  language,
  zone,
  remark: (readsRemarks && remark) || null,
})

/** A worker's words, by their reference in the vault. */
const wordsOfEdits = (vault: DetailDeps['vault'], { plan }: StoredPlan): Promise<Map<string, string>> =>
  vault.readTexts(plan.steps.flatMap(({ edit }) => edit?.ref ?? []))

const shownPlan = (
  { version, hash, plan }: StoredPlan,
  contact: Contact | null,
  words: ReadonlyMap<string, string>,
): ShownPlan => ({
  version,
  hash,
  interventionId: plan.interventionId,
  steps: plan.steps.map((step) => {
    const edited = step.edit ? (words.get(step.edit.ref) ?? null) : null
    return { ...step, edited, preview: previewOf(edited ?? step.text, contact) }
  }),
})

/** Until the bank gives a name, the placeholder itself is shown. */
export const previewOf = (text: string, contact: Pick<Contact, 'name'> | null): string =>
  contact ? text.replaceAll('{{first_name}}', maskFirstName(contact.name)) : text

const shownDecision = (
  decision: Decision,
  remarks: ReadonlyMap<string, string>,
  person: (id: string) => Person,
): ShownDecision => ({
  id: decision.decisionId,
  verdict: decision.verdict,
  rejectReason: decision.rejectReason,
  remark: (decision.remarkRef && remarks.get(decision.remarkRef)) ?? null,
  by: person(decision.actorId),
  accepted: decision.accepted,
  refusal: decision.refusal && refusalInWords(decision.refusal),
  at: decision.at,
})

const shownMessage = (step: DispatchIntent): ShownMessage => ({
  dispatchKey: step.dispatchKey,
  stepIndex: step.stepIndex,
  channel: step.channel,
  state: step.state,
  status: step.status,
  errorCode: step.errorCode,
  gate: step.gateVerdict as ShownMessage['gate'],
  intendedAt: step.intendedAt,
  answeredAt: step.answeredAt,
  statusAt: step.statusAt,
})

const workflowUrl = ({ temporalUiUrl, temporalNamespace }: Settings, caseId: string): string | null =>
  temporalUiUrl
    ? new URL(`/namespaces/${temporalNamespace}/workflows/${encodeURIComponent(caseId)}`, temporalUiUrl).href
    : null

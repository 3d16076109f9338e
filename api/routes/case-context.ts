import { ServiceError } from '../../domain/errors.ts'
import { evaluationSchema } from '../../domain/evaluation.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { featureNames } from '../../features/catalogue.ts'
import type { ReasonLanguage } from '../../features/reasons.ts'
import type { Urgency } from '../../policies/urgency.ts'
import { approvalMarksAfter } from '../../stores/postgres/approval-marks.ts'
import { callsOf } from '../../stores/postgres/calls.ts'
import { messagesOfCustomer } from '../../stores/postgres/customer-messages.ts'
import { decisionsOf } from '../../stores/postgres/decisions.ts'
import { evidenceOf } from '../../stores/postgres/evidence.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import { casesOfCustomer, findInboxCase } from '../../stores/postgres/inbox.ts'
import { latestEvaluation } from '../../stores/postgres/risk-queue.ts'
import type { CaseContext, PastContactShown, ShownUrgency } from '../contract/case-context.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { isRaised } from '../urgency.ts'
import { reasonsIn } from './case-reasons.ts'
import { evidenceChanges } from './evidence-changes.ts'
import { personOf } from './people.ts'
import { lastApproval, voidedApproval } from './voided-approval.ts'

type ContextDeps = Pick<Deps, 'database' | 'packs' | 'settings' | 'urgencies'>

const namedFeatures: ReadonlySet<string> = new Set(featureNames)
const CASES_SHOWN_MAX = 20
const CONTACTS_SHOWN_MAX = 20

export const contextHandlers = (deps: ContextDeps): Pick<Handlers, 'getCaseContext'> => ({
  getCaseContext: ({ params, query }) => readContext(deps, params.id, query.language),
})

async function readContext(
  deps: ContextDeps,
  caseId: string,
  language: ReasonLanguage,
): Promise<CaseContext> {
  const { database, packs, settings } = deps
  const record = await findInboxCase(database, caseId)
  if (!record) throw new ServiceError('not-found', 'case', 'There is no such case')
  const [evidences, decisions, others, contacts, latest] = await Promise.all([
    evidenceOf(database, caseId),
    decisionsOf(database, caseId),
    casesOfCustomer(database, record.customer),
    contactsOf(deps, record.customer),
    latestEvaluation(database, record.customer),
  ])
  const evidence = evidences.at(-1)?.evidence ?? null
  const pack = evidence ? await packs.of(evidence.pack) : await packs.inForce(settings.pack)
  const last = record.approvedBy.length === 0 ? lastApproval(decisions) : null
  const marks = last ? await approvalMarksAfter(database, caseId, last.at) : []
  const { wording, frames } = pack.documents.templates
  return {
    urgency: await shownUrgency(deps, record),
    reasons: evidence ? reasonsIn(evidence, language, namedFeatures) : [],
    source: evidence && { matrix: pack.documents.matrix.source, cell: evidence.intervention.id },
    seenSince: evidence && seenSince(evidence, latest),
    voided: last && voidedApproval({ decisions, marks, evidences, person: personOf(settings) }),
    cases: others
      .filter(({ id }) => id !== caseId)
      .slice(0, CASES_SHOWN_MAX)
      .map(earlierCase),
    contacts,
    smsPart: {
      costCentiminor: wording.sms_part_cost_centiminor,
      currency: pack.documents.pack.currency,
    },
    registeredChannels: frames.filter(({ edits }) => edits === 'registered').map(({ channel }) => channel),
  }
}

/** A later look at the same customer. Null where none came, or where it says the same. */
function seenSince(evidence: Evidence, body: string | null): CaseContext['seenSince'] {
  if (body === null) return null
  const evaluation = evaluationSchema.parse(JSON.parse(body))
  if (Date.parse(evaluation.asOf) <= Date.parse(evidence.asOf)) return null
  const changes = evidenceChanges(evidence, evaluation)
  return changes.length === 0 ? null : { asOf: evaluation.asOf, changes }
}

/** By the pack in force, as the whole queue stands. */
async function shownUrgency({ urgencies }: ContextDeps, record: CaseRecord): Promise<ShownUrgency> {
  const now = await urgencies.now()
  const { total, parts } = now.of(record)
  const terms = Object.keys(parts) as (keyof Urgency['parts'])[]
  return {
    total,
    raised: isRaised(record),
    terms: terms.map((term) => ({ term, points: parts[term], most: now.weights[term] })),
  }
}

const earlierCase = ({ id, episode, intervention, stage, outcome, openedAt }: CaseRecord) => ({
  ...{ id, episode, stage, outcome, openedAt },
  title: intervention.title,
})

/** Messages and calls of whatever case, the newest first. */
async function contactsOf(
  { database, settings }: ContextDeps,
  customer: string,
): Promise<PastContactShown[]> {
  const [messages, calls] = await Promise.all([
    messagesOfCustomer(database, customer),
    callsOf(database, customer),
  ])
  const person = personOf(settings)
  return [
    ...messages.map(({ caseId, channel, state, status, at }) => ({
      ...{ kind: 'message' as const, channel, caseId, at, by: null },
      result: status ?? state,
    })),
    ...calls.map(({ actorId, result, at }) => ({
      ...{ kind: 'call' as const, channel: 'voice', result, at, caseId: null },
      by: person(actorId),
    })),
  ]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, CONTACTS_SHOWN_MAX)
}

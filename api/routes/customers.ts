import { bankTimeAt } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { evaluationSchema } from '../../domain/evaluation.ts'
import { featureNames } from '../../features/catalogue.ts'
import { featureHistory, historyDays, historyObligations } from '../../features/history.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { callsOf, recordCall } from '../../stores/postgres/calls.ts'
import { logContact } from '../../stores/postgres/contact-log.ts'
import { readConsents } from '../../stores/postgres/consents.ts'
import { messagesOfCustomer } from '../../stores/postgres/customer-messages.ts'
import { casesOfCustomer } from '../../stores/postgres/inbox.ts'
import { PEERS_MIN, peersOf } from '../../stores/postgres/peers.ts'
import { findRisk, latestEvaluation, masterOf } from '../../stores/postgres/risk-queue.ts'
import { maskName, maskPhone } from '../../stores/vault/mask.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import type { CustomerHistory, Profile, Revealed } from '../contract/customers.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { caseRowOf } from './case-row.ts'
import { personOf } from './people.ts'
import { riskRowOf } from './risk-queue.ts'

type CustomerDeps = Pick<Deps, 'database' | 'vault' | 'settings' | 'clock' | 'readState'>

/** Half a year, week by week: as far as the stream's days reach. */
const HISTORY = { points: 20, step_days: 7 }

export const customerHandlers = (
  deps: CustomerDeps,
): Pick<Handlers, 'getCustomer' | 'getCustomerHistory' | 'revealCustomer' | 'postCall'> => ({
  getCustomer: ({ params, signedIn }) => readProfile(deps, params.token, signedIn),
  getCustomerHistory: ({ params }) => readHistory(deps, params.token),
  revealCustomer: async ({ params, body, signedIn }) => {
    const revealed = await readRevealed(deps, params.token)
    await writeAudit(deps.database, {
      actorId: signedIn.actor.id,
      action: 'customer.reveal',
      subject: params.token,
      details: { reason: body.reason },
    })
    return revealed
  },
  postCall: async ({ params, body, signedIn }) => {
    await requireCustomer(deps, params.token)
    const note = body.note ? await deps.vault.writeText(params.token, 'call', body.note) : null
    const call = { customer: params.token, actorId: signedIn.actor.id, result: body.result, note }
    const id = await deps.database.transaction(async (client) => {
      await writeAudit(client, { actorId: call.actorId, action: 'customer.call', subject: call.customer })
      // The caps of every case count it.
      await logContact(client, {
        ...{ customer: call.customer, channel: 'voice', loggedBy: call.actorId },
        kind: body.result === 'reached' ? 'conversation' : 'call',
        at: new Date(bankTimeAt(deps.clock.current(), Date.now())).toISOString(),
      })
      return recordCall(client, call)
    })
    return { id }
  },
})

async function requireCustomer({ database }: CustomerDeps, customer: string) {
  const record = await findRisk(database, customer)
  if (record) return record
  throw new ServiceError('not-found', 'customer', 'No evaluation of such a customer is known')
}

async function readProfile(deps: CustomerDeps, customer: string, signedIn: SignedIn): Promise<Profile> {
  const { database, vault, clock, settings } = deps
  const record = await requireCustomer(deps, customer)
  const bankNow = new Date(bankTimeAt(clock.current(), Date.now())).toISOString()
  const [contact, body, cases, messages, consents, calls, peers] = await Promise.all([
    vault.readContact(customer),
    latestEvaluation(database, customer),
    casesOfCustomer(database, customer),
    messagesOfCustomer(database, customer),
    readConsents(database, customer, bankNow),
    callsOf(database, customer),
    peersOf(database, customer),
  ])
  // Free text about a person is for those who care for them; who checks their work does not need it.
  const readsNotes = signedIn.actor.roles.some((role) => role === 'case_worker' || role === 'supervisor')
  const notes = await vault.readTexts(readsNotes ? calls.flatMap(({ noteRef }) => noteRef ?? []) : [])
  const person = personOf(settings)
  return {
    row: riskRowOf(record, contact),
    contact: contact && {
      maskedName: maskName(contact.name),
      maskedPhone: contact.phone ? maskPhone(contact.phone) : null,
      language: contact.language,
    },
    features: body
      ? evaluationSchema.shape.features.parse((JSON.parse(body) as { features: unknown }).features)
      : {},
    cases: cases.map((it) => caseRowOf(it, contact, person)),
    messages,
    consents: consents.map(({ channel, purpose, basis, status, at }) => ({
      channel,
      purpose,
      basis,
      status,
      at,
    })),
    calls: calls.map(({ id, actorId, result, noteRef, at }) => ({
      ...{ id, at, by: person(actorId), note: (noteRef && notes.get(noteRef)) ?? null },
      result: result as Profile['calls'][number]['result'],
    })),
    peers: peers && {
      customers: peers.customers,
      features: Object.fromEntries(peers.features.map(({ name, ...quartiles }) => [name, quartiles])),
    },
    peersMin: PEERS_MIN,
  }
}

/** From the stream's own state: what no feature reads is not kept, so single transactions stay with the bank. */
async function readHistory(deps: CustomerDeps, customer: string): Promise<CustomerHistory> {
  // A case may be open before the read model knows its customer: then nothing is kept yet, and that is no error.
  const known = await findRisk(deps.database, customer)
  const state = known && (await deps.readState(customer))
  const { currency = null, asOf } = known ?? {}
  if (!state || !asOf) return { currency, days: [], obligations: [], weeks: [], features: {} }
  const points = featureHistory(state, Date.parse(asOf), deps.settings.bankZone, HISTORY)
  const obligations = historyObligations(state)
  return {
    currency: currency ?? obligations.at(-1)?.currency ?? null,
    days: historyDays(state),
    obligations,
    weeks: points.map(({ date }) => date),
    features: Object.fromEntries(
      featureNames.map((name) => [name, points.map(({ features }) => features[name] ?? null)]),
    ),
  }
}

async function readRevealed(deps: CustomerDeps, customer: string): Promise<Revealed> {
  await requireCustomer(deps, customer)
  const [contact, master] = await Promise.all([
    deps.vault.readContact(customer),
    masterOf(deps.database, customer),
  ])
  return {
    name: contact?.name ?? null,
    phone: contact?.phone ?? null,
    email: contact?.email ?? null,
    region: master?.region ?? null,
    employment: master?.employment ?? null,
    birthYear: master?.birthYear ?? null,
    monthlyIncomeMinor: master?.monthlyIncomeMinor ?? null,
    incomeCurrency: master?.incomeCurrency ?? null,
  }
}

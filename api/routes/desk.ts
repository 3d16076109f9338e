import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import {
  claimCase,
  claimsOf,
  endPresence,
  keepPresence,
  LEASE_S,
  releaseCase,
} from '../../stores/postgres/claims.ts'
import { draftOf, replaceDraft, type DraftPlace } from '../../stores/postgres/drafts.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import { removeView, savedViewsOf, saveView } from '../../stores/postgres/saved-views.ts'
import type { Draft, Presence, PresenceBody } from '../contract/desk.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { personOf } from './people.ts'

type DeskDeps = Pick<Deps, 'database' | 'vault' | 'settings'>
type DeskHandlers = Pick<
  Handlers,
  'postPresence' | 'getDraft' | 'putDraft' | 'listViews' | 'putView' | 'removeView'
>

/** Three signs of life fit into a lease, so that one may be lost. */
const AGAIN_S = LEASE_S / 3

/** What lies on somebody's desk: claims, presence, drafts, views. Nothing of it decides anything. */
export const deskHandlers = (deps: DeskDeps): DeskHandlers => ({
  postPresence: ({ params, body, signedIn }) => present(deps, params.id, signedIn.actor.id, body.does),
  getDraft: ({ params, query, signedIn }) =>
    readDraft(deps, { caseId: params.id, actorId: signedIn.actor.id, kind: query.kind }),
  putDraft: async ({ params, query, body, signedIn }) => {
    const place = { caseId: params.id, actorId: signedIn.actor.id, kind: query.kind }
    const { customer } = await caseOf(deps, place.caseId)
    const text = body.text === '' ? null : await deps.vault.writeText(customer, 'draft', body.text)
    await replaceDraft(deps.database, place, text)
    return readDraft(deps, place)
  },
  listViews: async ({ signedIn }) => ({ views: await savedViewsOf(deps.database, signedIn.actor.id) }),
  putView: async ({ body, signedIn }) => {
    await saveView(deps.database, signedIn.actor.id, body)
    return { views: await savedViewsOf(deps.database, signedIn.actor.id) }
  },
  removeView: async ({ body, signedIn }) => {
    await removeView(deps.database, signedIn.actor.id, body.name)
    return { views: await savedViewsOf(deps.database, signedIn.actor.id) }
  },
})

async function caseOf({ database }: DeskDeps, caseId: string) {
  const record = await findInboxCase(database, caseId)
  if (!record) throw new ServiceError('not-found', 'case', 'There is no such case')
  return record
}

async function present(
  { database, settings }: DeskDeps,
  caseId: string,
  actorId: string,
  does: PresenceBody['does'],
): Promise<Presence> {
  if (does === 'leave') {
    await Promise.all([endPresence(database, caseId, actorId), releaseCase(database, caseId, actorId)])
    return { others: [], claim: null, again_s: AGAIN_S }
  }
  if (does === 'take-over')
    await writeAudit(database, { actorId, action: 'case.taken-over', subject: caseId })
  if (does !== 'look') await claimCase(database, caseId, actorId, does === 'take-over')
  const [others, claims] = await Promise.all([
    keepPresence(database, caseId, actorId),
    claimsOf(database, [caseId]),
  ])
  const claim = claims.get(caseId)
  const person = personOf(settings)
  return {
    others: others.map(person),
    claim: claim ? { by: person(claim.actorId), mine: claim.actorId === actorId, until: claim.until } : null,
    again_s: AGAIN_S,
  }
}

async function readDraft({ database, vault }: DeskDeps, place: DraftPlace): Promise<Draft> {
  const draft = await draftOf(database, place)
  if (!draft) return { text: '', updatedAt: null }
  const texts = await vault.readTexts([draft.ref])
  return { text: texts.get(draft.ref) ?? '', updatedAt: draft.updatedAt }
}

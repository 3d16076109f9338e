import { bankTimeAt, localDateOf } from '../../domain/bank-time.ts'
import { isServiceError } from '../../domain/errors.ts'
import { refusalInWords } from '../../domain/case-refusals.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { claimsByPerson } from '../../stores/postgres/claims.ts'
import {
  absencesAfter,
  keepRouting,
  leastLoaded,
  routingOf,
  type Absence,
  type Routing,
} from '../../stores/postgres/staff.ts'
import {
  assignedCases,
  personLoads,
  waitingCases,
  waitingGroups,
  type Assigned,
  type PersonLoad,
  type WaitingCase,
} from '../../stores/postgres/team.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import type { RoutingBody, Team, TeamReassignBody, TeamReassigned } from '../contract/team.ts'
import type { Deps, Settings } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { claimsOf } from './decision-token.ts'
import { decide } from './decisions.ts'
import { decidersOf } from './deciders.ts'
import { personOf } from './people.ts'

const HURRIED_MIN = 10
const HURRIED_SHARE = 0.5

type TeamDeps = Pick<Deps, 'database' | 'clock' | 'settings' | 'vault' | 'cases' | 'signDecision'>
type TeamHandlers = Pick<Handlers, 'getTeam' | 'putRouting' | 'postTeamReassign' | 'listPeople'>

export const teamHandlers = (deps: TeamDeps): TeamHandlers => ({
  getTeam: () => team(deps),
  listPeople: async () => {
    const loads = await personLoads(deps.database)
    return { people: decidersOf(deps.settings, loads).map(personOf(deps.settings)) }
  },
  putRouting: async ({ body, signedIn }) => {
    const { actorId, languages, products } = body
    await deps.database.transaction(async (client) => {
      await keepRouting(client, body, signedIn.actor.id)
      await writeAudit(client, {
        actorId: signedIn.actor.id,
        action: 'team.routing',
        subject: null,
        details: { person: actorId, languages: languages.join(' '), products: products.join(' ') },
      })
    })
    return { languages, products }
  },
  postTeamReassign: ({ body, signedIn }) => reassign(deps, body, signedIn),
})

const bankNow_ms = ({ clock }: TeamDeps): number => bankTimeAt(clock.current(), Date.now())

async function team(deps: TeamDeps): Promise<Team> {
  const { database, settings } = deps
  const now_ms = bankNow_ms(deps)
  const [now, today] = [new Date(now_ms).toISOString(), localDateOf(now_ms, settings.bankZone)]
  const [loads, assigned, claims, waiting, absences, routing] = await Promise.all([
    personLoads(database),
    assignedCases(database, now),
    claimsByPerson(database),
    waitingGroups(database, now),
    absencesAfter(database, today),
    routingOf(database),
  ])
  const ids = new Set([
    ...decidersOf(settings, loads),
    ...claims.keys(),
    ...assigned.map(({ actorId }) => actorId),
  ])
  const known = { loads, assigned, claims, absences, routing, today }
  return { people: [...ids].sort().map((id) => memberOf(settings, id, known)), waiting }
}

type Known = {
  loads: readonly PersonLoad[]
  assigned: readonly Assigned[]
  claims: ReadonlyMap<string, number>
  absences: readonly Absence[]
  routing: ReadonlyMap<string, Routing>
  today: string
}

function memberOf(settings: Settings, id: string, known: Known): Team['people'][number] {
  const load = known.loads.find(({ actorId }) => actorId === id)
  const given = known.assigned.find(({ actorId }) => actorId === id)
  const takes = known.routing.get(id)
  const away = known.absences.find(({ actorId }) => actorId === id)
  // In a rehearsal days pass in seconds: who is late there says nothing of a person.
  const isTimed = !settings.rehearsal
  return {
    person: personOf(settings)(id),
    claimed: known.claims.get(id) ?? 0,
    assigned: given?.cases ?? 0,
    late: (isTimed && given?.late) || 0,
    lateSoon: (isTimed && given?.lateSoon) || 0,
    open: load?.open ?? 0,
    decidedToday: load?.decidedToday ?? 0,
    refusedToday: load?.refusedToday ?? 0,
    medianToDecide_s: load?.medianToDecide_s ?? null,
    inTimeShare: isTimed ? (load?.inTimeShare ?? null) : null,
    rubberStamps: isTimed && load && isRubberStamping(load) ? stampsOf(load) : null,
    takes: {
      languages: takes?.languages ?? [],
      products: (takes?.products ?? []) as RoutingBody['products'],
    },
    away: away ? { from: away.from, until: away.until, now: away.from <= known.today } : null,
  }
}

const stampsOf = ({ approvals, hurried }: PersonLoad) => ({ approvals, hurried })

/** A few quick ones are a good day; half of many are not read. GDPR art. 22: who only stamps a score does not decide. */
const isRubberStamping = ({ approvals, hurried }: PersonLoad): boolean =>
  hurried >= HURRIED_MIN && hurried >= approvals * HURRIED_SHARE

/** One after the other: the load of each person grows with what they are given. */
async function reassign(
  deps: TeamDeps,
  { from, to, product, language, limit }: TeamReassignBody,
  signedIn: SignedIn,
): Promise<TeamReassigned> {
  const today = localDateOf(bankNow_ms(deps), deps.settings.bankZone)
  const waiting = await waitingCases(deps.database, { assignee: from ?? undefined, product, language }, limit)
  const answer: TeamReassigned = { given: [], left: [] }
  for (const it of waiting) {
    const next = to ?? (await leastLoaded(deps.database, today, from, it.caseId))
    const why = next === null ? 'nobody is here' : await give(deps, it, next, signedIn)
    if (next !== null && why === null)
      answer.given.push({ caseId: it.caseId, to: personOf(deps.settings)(next) })
    else answer.left.push({ caseId: it.caseId, why: why ?? '' })
  }
  return answer
}

/** Null where the case took it, else its refusal in words. */
async function give(
  deps: TeamDeps,
  it: WaitingCase,
  to: string,
  { actor }: SignedIn,
): Promise<string | null> {
  try {
    await decide(deps, claimsOf({ ...it, verdict: 'reassign', actor, detail: { for: 'reassign', to } }))
    return null
  } catch (error) {
    if (!isServiceError(error)) throw error
    return refusalInWords(error.reason)
  }
}

import { bankTimeAt } from '../../domain/bank-time.ts'
import { claimsByPerson } from '../../stores/postgres/claims.ts'
import {
  deliveryCounts,
  dispatchCounts,
  lastMinutes,
  newestFacts,
  stageAges,
} from '../../stores/postgres/operations.ts'
import { countLevels, levelTrend, readPortfolio } from '../../stores/postgres/portfolio.ts'
import { personLoads, waitingGroups } from '../../stores/postgres/team.ts'
import { demoUsers } from '../auth/demo-users.ts'
import type { Operations, Portfolio, Team } from '../contract/overview.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { personOf } from './people.ts'
import { sharedFor } from './shared.ts'

type OverviewDeps = Pick<Deps, 'database' | 'clock' | 'settings'>

/** Counts over every customer: everybody who looks within this time gets the same ones. */
const PORTFOLIO_SHARED_MS = 5_000
const OPERATIONS_SHARED_MS = 2_000

export const overviewHandlers = (
  deps: OverviewDeps,
): Pick<Handlers, 'getPortfolio' | 'getOperations' | 'getTeam' | 'listPeople'> => ({
  getPortfolio: sharedFor(PORTFOLIO_SHARED_MS, () => portfolio(deps)),
  getOperations: sharedFor(OPERATIONS_SHARED_MS, () => operations(deps)),
  getTeam: () => team(deps),
  listPeople: async () => ({ people: (await deciderIds(deps)).map(personOf(deps.settings)) }),
})

const bankNow = ({ clock }: Pick<OverviewDeps, 'clock'>): string =>
  new Date(bankTimeAt(clock.current(), Date.now())).toISOString()

async function portfolio({ database }: OverviewDeps): Promise<Portfolio> {
  const [counts, trend] = await Promise.all([readPortfolio(database), levelTrend(database)])
  return { ...counts, customers: counts.matrix.reduce((sum, cell) => sum + cell.customers, 0), trend }
}

async function operations(deps: OverviewDeps): Promise<Operations> {
  const { database } = deps
  const [levels, newest, minutes, stages, dispatch, delivery] = await Promise.all([
    countLevels(database),
    newestFacts(database),
    lastMinutes(database),
    stageAges(database, bankNow(deps)),
    dispatchCounts(database),
    deliveryCounts(database),
  ])
  return { levels, newest, minutes, stages, dispatch, delivery }
}

async function team(deps: OverviewDeps): Promise<Team> {
  const { database, settings } = deps
  const [loads, claims, waiting] = await Promise.all([
    personLoads(database),
    claimsByPerson(database),
    waitingGroups(database, bankNow(deps)),
  ])
  const person = personOf(settings)
  const known = new Map(loads.map((load) => [load.actorId, load]))
  const ids = new Set([...decidersOf(settings, loads), ...claims.keys()])
  return {
    people: [...ids].sort().map((id) => {
      const load = known.get(id)
      return {
        person: person(id),
        claimed: claims.get(id) ?? 0,
        open: load?.open ?? 0,
        decidedToday: load?.decidedToday ?? 0,
        refusedToday: load?.refusedToday ?? 0,
        medianToDecide_s: load?.medianToDecide_s ?? null,
      }
    }),
    waiting,
  }
}

/** Who has decided of late; where we are the issuer, who may. */
function decidersOf(
  { embeddedIssuer }: OverviewDeps['settings'],
  loads: readonly { actorId: string }[],
): string[] {
  const mayDecide = demoUsers.filter(({ roles }) =>
    roles.some((role) => role === 'case_worker' || role === 'supervisor'),
  )
  const known = embeddedIssuer ? mayDecide.map(({ id }) => id) : []
  return [...new Set([...known, ...loads.map(({ actorId }) => actorId)])].sort()
}

const deciderIds = async ({ database, settings }: OverviewDeps): Promise<string[]> =>
  decidersOf(settings, await personLoads(database))

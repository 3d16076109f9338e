import { bankTimeAt } from '../../domain/bank-time.ts'
import {
  deliveryCounts,
  dispatchCounts,
  lastMinutes,
  newestFacts,
  stageAges,
} from '../../stores/postgres/operations.ts'
import { countLevels, levelTrend, readPortfolio } from '../../stores/postgres/portfolio.ts'
import type { Operations, Portfolio } from '../contract/overview.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { sharedFor } from './shared.ts'

type OverviewDeps = Pick<Deps, 'database' | 'clock'>

/** Counts over every customer: everybody who looks within this time gets the same ones. */
const PORTFOLIO_SHARED_MS = 5_000
const OPERATIONS_SHARED_MS = 2_000

export const overviewHandlers = (deps: OverviewDeps): Pick<Handlers, 'getPortfolio' | 'getOperations'> => ({
  getPortfolio: sharedFor(PORTFOLIO_SHARED_MS, () => portfolio(deps)),
  getOperations: sharedFor(OPERATIONS_SHARED_MS, () => operations(deps)),
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

import type { CaseStart } from '../../domain/case.ts'
import { evaluationSchema, type DueObligation } from '../../domain/evaluation.ts'
import { ServiceError } from '../../domain/errors.ts'
import type { Logger } from '../../stores/logger.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import type { Database } from '../../stores/postgres/database.ts'
import {
  evaluationBody,
  markStarted,
  unstartedEpisodes,
  type Episode,
} from '../../stores/postgres/episodes.ts'
import { settlementsOf } from '../../stores/postgres/obligations.ts'
import type { Cases } from '../../stores/temporal/cases.ts'

export const STARTED_AT_ONCE = 8

export type StarterDeps = {
  db: Database
  cases: Cases
  decisionPublicKey: string
  bankZone: string
  log: Logger
}
export type Starter = {
  /** Starts the cases of these episodes. One that cannot be started now stays in the ledger for `repair`. */
  start: (episodes: readonly Episode[]) => Promise<void>
  /** Starts what the ledger holds unstarted: what a crash or an absent Temporal left behind. */
  repair: () => Promise<void>
}

export function openStarter(deps: StarterDeps): Starter {
  const underWay = new Set<string>()
  const startOne = async (episode: Episode, isRepair: boolean): Promise<void> => {
    if (underWay.has(episode.caseId)) return
    underWay.add(episode.caseId)
    try {
      await startEpisode(deps, episode, isRepair)
    } catch (error) {
      deps.log.warn({ err: error }, 'A case could not be started yet')
    } finally {
      underWay.delete(episode.caseId)
    }
  }
  const startAll = async (episodes: readonly Episode[], isRepair: boolean): Promise<void> => {
    for (let from = 0; from < episodes.length; from += STARTED_AT_ONCE) {
      const some = episodes.slice(from, from + STARTED_AT_ONCE)
      await Promise.all(some.map((episode) => startOne(episode, isRepair)))
    }
  }
  return {
    start: (episodes) => startAll(episodes, false),
    repair: async () => startAll(await unstartedEpisodes(deps.db), true),
  }
}

/**
 * Starts the workflow and tells it what may have happened before it could hear of it: settlements that came before
 * the case, and clock segments that came while it was started.
 */
async function startEpisode(deps: StarterDeps, episode: Episode, isRepair: boolean): Promise<void> {
  const { db, cases, decisionPublicKey, bankZone } = deps
  const { caseId, customer, evaluationId } = episode
  const obligation = await obligationOf(deps, evaluationId)
  const clock = await readClock(db)
  const start = { caseId, customer, evaluationId, episode: episode.episode, obligation, clock }
  await cases.startCase({ ...start, assignment: 'outreach', decisionPublicKey, bankZone } satisfies CaseStart)
  for (const settlement of await settlementsOf(db, customer, obligation.id)) {
    await cases.signalCase(caseId, 'obligationSettled', settlement)
  }
  const now = await readClock(db)
  if (isRepair || now.length > clock.length) await cases.signalCase(caseId, 'clockChanged', { clock: now })
  await markStarted(db, caseId)
}

async function obligationOf({ db }: StarterDeps, evaluationId: string): Promise<DueObligation> {
  const stored = await evaluationBody(db, evaluationId)
  const { obligation } = evaluationSchema.parse(JSON.parse(stored?.body ?? 'null'))
  if (obligation) return obligation
  throw new ServiceError('corrupt', 'no-obligation', 'The evaluation of an episode names no obligation.')
}

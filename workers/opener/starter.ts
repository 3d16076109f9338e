import { bankTimeAt } from '../../domain/bank-time.ts'
import type { CaseStart } from '../../domain/case.ts'
import { evaluationSchema, type DueObligation, type Evaluation } from '../../domain/evaluation.ts'
import { ServiceError } from '../../domain/errors.ts'
import { isHeldOut } from '../../policies/hold-out.ts'
import type { Pack } from '../../policies/pack.ts'
import type { Logger } from '../../stores/logger.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { erasedAmong } from '../../stores/postgres/erasures.ts'
import {
  evaluationBody,
  markStarted,
  unstartedEpisodes,
  type Episode,
} from '../../stores/postgres/episodes.ts'
import { holdKindsAt, vulnerabilityKindsOf } from '../../stores/postgres/holds.ts'
import { settlementsOf } from '../../stores/postgres/obligations.ts'
import type { Cases } from '../../stores/temporal/cases.ts'
import { endCases } from './erasures.ts'

export const STARTED_AT_ONCE = 8

export type StarterDeps = {
  db: Database
  cases: Cases
  packInForce: () => Pack
  /** Draws the hold-out. */
  experimentKey: Uint8Array
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
 * the case, clock segments that came while it was started, and that the customer is to be forgotten.
 */
async function startEpisode(deps: StarterDeps, episode: Episode, isRepair: boolean): Promise<void> {
  const { db, cases, decisionPublicKey, bankZone } = deps
  const { caseId, customer, evaluationId } = episode
  const evaluation = await evaluationOf(deps, evaluationId)
  const { obligation } = evaluation
  const clock = await readClock(db)
  const start = { caseId, customer, evaluationId, episode: episode.episode, obligation, clock }
  const assignment = await assign(deps, episode, evaluation)
  const declared = declaredBy(episode)
  await cases.startCase({ ...start, assignment, declared, decisionPublicKey, bankZone } satisfies CaseStart)
  for (const settlement of await settlementsOf(db, customer, obligation.id)) {
    await cases.signalCase(caseId, 'obligationSettled', settlement)
  }
  const now = await readClock(db)
  if (isRepair || now.length > clock.length) await cases.signalCase(caseId, 'clockChanged', { clock: now })
  const erased = await erasedAmong(db, [customer], bankTimeAt(now, Date.now()))
  await endCases(db, cases, [...erased])
  await markStarted(db, caseId)
}

type WithObligation = Evaluation & { obligation: DueObligation }

async function evaluationOf({ db }: StarterDeps, evaluationId: string): Promise<WithObligation> {
  const stored = await evaluationBody(db, evaluationId)
  const evaluation = evaluationSchema.parse(JSON.parse(stored?.body ?? 'null'))
  const { obligation } = evaluation
  if (obligation) return { ...evaluation, obligation }
  throw new ServiceError('corrupt', 'no-obligation', 'The evaluation of an episode names no obligation.')
}

const declaredBy = ({ declaredHardship, source }: Episode): CaseStart['declared'] =>
  declaredHardship && { hardship: declaredHardship, source: source ?? 'unknown' }

/** Drawn before anybody has seen the case; started again it is drawn alike, unless the customer has spoken meanwhile. */
async function assign(
  { db, packInForce, experimentKey }: StarterDeps,
  { customer, declaredHardship }: Episode,
  { level, asOf }: Evaluation,
): Promise<CaseStart['assignment']> {
  const holds = await holdKindsAt(db, customer, asOf)
  const heldOut = isHeldOut(packInForce(), experimentKey, {
    customer,
    level,
    isDeclared: declaredHardship !== null,
    isVulnerable: (await vulnerabilityKindsOf(db, customer)).length > 0,
    isComplaining: holds.includes('complaint') || holds.includes('dispute'),
  })
  return heldOut ? 'hold-out' : 'outreach'
}

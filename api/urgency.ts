import { bankTimeAt, localDateOf } from '../domain/bank-time.ts'
import { daysBetween } from '../domain/calendar.ts'
import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../domain/evaluation.ts'
import type { Packs } from '../policies/packs.ts'
import { urgencyOf, type Urgency } from '../policies/urgency.ts'
import type { Logger } from '../stores/logger.ts'
import type { ClockWatch } from '../stores/postgres/bank-clock.ts'
import type { Database } from '../stores/postgres/database.ts'
import type { CaseRecord } from '../stores/postgres/inbox-row.ts'
import {
  readExposureSteps,
  refreshUrgency,
  shareOf,
  type ExposureSteps,
  type UrgencyWeights,
} from '../stores/postgres/urgency.ts'
import { sharedFor } from './routes/shared.ts'

/** In production, and at most so long where bank time runs faster. */
const EVERY_MS = 60_000
const LEAST_MS = 5_000
/** Of a long queue the order is kept up more seldom, so that this costs a twentieth of the time at most. */
const REST_FACTOR = 20
const PACK_SHARED_MS = 1_000
/** What breached its SLA, or was escalated, stands above by this much. */
const RAISED_BY = 100

type UrgencyDeps = {
  database: Pick<Database, 'query'>
  packs: Packs
  clock: Pick<ClockWatch, 'current'>
  log: Pick<Logger, 'warn'>
  settings: { pack: string; bankZone: string }
}
type Timed = Pick<
  CaseRecord,
  'probability' | 'dueDate' | 'openedAt' | 'slaDueAt' | 'product' | 'exposureMinor'
>

/** Urgency by the pack in force and the bank time of now. */
export type UrgencyNow = {
  weights: UrgencyWeights
  /** From its terms. */
  of: (record: Timed) => Urgency
  /** As the row shows it: what is decided has what it had. */
  shown: (record: Timed & Pick<CaseRecord, 'stage' | 'urgency'>) => number
}

export type Urgencies = { now: () => Promise<UrgencyNow>; stop: () => void }

/**
 * The one source of urgency while time passes: what a list or a case shows is worked out when it is read, and the order
 * of the queue is kept true beside it. Several processes at once harm nothing: each writes the same.
 */
export function openUrgencies(deps: UrgencyDeps): Urgencies {
  const { database, packs, clock, log, settings } = deps
  let steps: ExposureSteps | null = null
  const packNow = sharedFor(PACK_SHARED_MS, () => packs.inForce(settings.pack))
  const now = async (): Promise<UrgencyNow> => {
    const [pack, known] = await Promise.all([packNow(), steps ?? readExposureSteps(database)])
    steps ??= known
    const now_ms = bankTimeAt(clock.current(), Date.now())
    const today = localDateOf(now_ms, settings.bankZone)
    const of = (record: Timed): Urgency =>
      urgencyOf(pack, {
        probability: record.probability,
        days_to_due: daysBetween(today, record.dueDate),
        sla_used: slaUsed(record, now_ms),
        exposure: shareOf(known, record.product, record.exposureMinor),
      })
    const { weights } = pack.documents.urgency
    return {
      weights,
      of,
      shown: (record) => (isUndecided(record) ? raised(record, of(record).total) : record.urgency),
    }
  }
  const keep = async (): Promise<void> => {
    const { weights } = (await packNow()).documents.urgency
    steps = await readExposureSteps(database)
    const now_ms = bankTimeAt(clock.current(), Date.now())
    await refreshUrgency(database, weights, {
      now: new Date(now_ms).toISOString(),
      today: localDateOf(now_ms, settings.bankZone),
      due: { min_days: DUE_MIN_DAYS, max_days: DUE_MAX_DAYS },
      steps,
    })
  }
  const speed = (): number => clock.current().at(-1)?.speed ?? 1
  const stop = again(async () => {
    const began_ms = performance.now()
    await keep().catch((error: unknown) => log.warn({ err: error }, 'The urgencies could not be refreshed'))
    return restAfter(performance.now() - began_ms, speed())
  }, LEAST_MS)
  return { now, stop }
}

/** Milliseconds until the order is looked at again: a bank minute, within limits. */
export const restAfter = (took_ms: number, speed: number): number =>
  Math.max(LEAST_MS, took_ms * REST_FACTOR, Math.min(EVERY_MS, EVERY_MS / speed))

const isUndecided = ({ stage }: Pick<CaseRecord, 'stage'>): boolean =>
  stage === 'awaiting_decision' || stage === 'awaiting_second'

export const isRaised = ({ urgency }: Pick<CaseRecord, 'urgency'>): boolean => urgency > RAISED_BY
const raised = (record: Pick<CaseRecord, 'urgency'>, total: number): number =>
  total + (isRaised(record) ? RAISED_BY : 0)

function slaUsed({ openedAt, slaDueAt }: Timed, now_ms: number): number {
  if (slaDueAt === null) return 0
  const opened_ms = Date.parse(openedAt)
  return (now_ms - opened_ms) / (Date.parse(slaDueAt) - opened_ms)
}

/** Works, rests as long as the work said, and works again. */
function again(work: () => Promise<number>, first_ms: number): () => void {
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const wait = (rest_ms: number): void => {
    if (!stopped) timer = setTimeout(() => void work().then(wait), rest_ms)
  }
  wait(first_ms)
  return () => {
    stopped = true
    if (timer) clearTimeout(timer)
  }
}

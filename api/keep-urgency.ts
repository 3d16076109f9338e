import { bankTimeAt, localDateOf } from '../domain/bank-time.ts'
import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../domain/evaluation.ts'
import { refreshUrgency } from '../stores/postgres/urgency.ts'
import type { Deps } from './deps.ts'

const EVERY_MS = 60_000

type UrgencyDeps = Pick<Deps, 'database' | 'packs' | 'clock' | 'log' | 'settings'>

/** Keeps the order of the inbox true while time passes. Several at once harm nothing: each writes the same. */
export function keepUrgency({ database, packs, clock, log, settings }: UrgencyDeps): { stop: () => void } {
  const refresh = async (): Promise<void> => {
    const now_ms = bankTimeAt(clock.current(), Date.now())
    const { weights } = (await packs.inForce(settings.pack)).documents.urgency
    await refreshUrgency(database, weights, {
      now: new Date(now_ms).toISOString(),
      today: localDateOf(now_ms, settings.bankZone),
      due: { min_days: DUE_MIN_DAYS, max_days: DUE_MAX_DAYS },
    })
  }
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.warn({ err: error }, 'The urgencies could not be refreshed'))
  }, EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

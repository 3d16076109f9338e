import { addDays } from '../domain/calendar.ts'
import { instantAt, localDateOf, localMinuteOf } from '../domain/bank-time.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Pack } from './pack.ts'

/** What the episode ledger knows of the customer. `coolDownUntil`: bank time, ISO 8601; null where none runs. */
export type LedgerState = { openEpisode: boolean; coolDownUntil: string | null }
export type OpeningAnswer =
  { open: true } | { open: false; why: 'no-obligation' | 'level' | 'episode-open' | 'cool-down' }

/** Does this evaluation open a case? Judged at the evaluation's own bank time, so that a replay answers alike. */
export function openingFor(
  pack: Pack,
  evaluation: Pick<Evaluation, 'asOf' | 'level' | 'obligation'>,
  ledger: LedgerState,
): OpeningAnswer {
  if (!evaluation.obligation) return { open: false, why: 'no-obligation' }
  if (!pack.documents.opening.levels.includes(evaluation.level)) return { open: false, why: 'level' }
  if (ledger.openEpisode) return { open: false, why: 'episode-open' }
  const { coolDownUntil } = ledger
  if (coolDownUntil !== null && Date.parse(evaluation.asOf) < Date.parse(coolDownUntil)) {
    return { open: false, why: 'cool-down' }
  }
  return { open: true }
}

/** When the next case of a customer may open (ISO 8601, bank time), by the local clock, after one closed then. */
export function coolDownUntil(pack: Pack, closed_ms: number): string {
  const { zone } = pack.documents.pack
  const date = addDays(localDateOf(closed_ms, zone), pack.documents.opening.cool_down_days)
  return new Date(instantAt(date, localMinuteOf(closed_ms, zone), zone)).toISOString()
}

import {
  BANK_MORNING_MINUTE,
  bankTimeAt,
  instantAt,
  localDateOf,
  type ClockMap,
} from '../../domain/bank-time.ts'
import { addDays } from '../../domain/calendar.ts'
import type { Newest } from '../../stores/postgres/operations.ts'
import type { Status } from '../contract/status.ts'
import type { Settings } from '../deps.ts'

type Told = { map: ClockMap; newest: readonly Newest[]; isTicked: boolean }

/** What the product waits for until its first customers are looked at; null from then on. Bank instants. */
export function beginningOf(
  { map, newest, isTicked }: Told,
  { mode, bankZone }: Pick<Settings, 'mode' | 'bankZone'>,
  wall_ms: number,
): Status['beginning'] {
  const newestOf = (kind: Newest['kind']) => newest.find((it) => it.kind === kind)?.bankAt ?? null
  const isEvaluated = newestOf('evaluation') !== null
  if (isTicked || (isEvaluated && (map.length === 0 || mode === 'production'))) return null
  if (map.length > 0 || mode === 'production') {
    const at_ms = nextMorning(bankTimeAt(map, wall_ms), bankZone)
    return { state: 'first-look', at: new Date(at_ms).toISOString() }
  }
  const until = newestOf('transaction')
  return until === null ? { state: 'no-events' } : { state: 'history', until }
}

/** The first 10:00 in the bank's zone that is still to come: when the bank's day is looked at. */
export function nextMorning(now_ms: number, zone: string): number {
  const today = localDateOf(now_ms, zone)
  const morning = instantAt(today, BANK_MORNING_MINUTE, zone)
  return morning > now_ms ? morning : instantAt(addDays(today, 1), BANK_MORNING_MINUTE, zone)
}

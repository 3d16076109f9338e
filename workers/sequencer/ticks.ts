import { addDays, type LocalDate } from '../../domain/calendar.ts'
import {
  BANK_MORNING_MINUTE,
  bankTimeAt,
  instantAt,
  localDateOf,
  type ClockMap,
} from '../../domain/bank-time.ts'
import type { Tick } from '../../domain/bank-event.ts'
import type { Producer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { newestTick, recordTick, type TickProgress } from '../../stores/postgres/ticks.ts'

export type TickRules = { zone: string; mode: 'development' | 'production'; partitions: number }

/**
 * Over so much of the bank day the partitions get their ticks, one after the other: what changes by time alone is
 * re-evaluated in slices, while events come and people work, and not for every customer at once.
 */
export const TICK_SPREAD_MINUTES = 8 * 60

/** The tick of a bank day on some partitions, those from `from` up to and without `to`. */
export type DueTicks = { date: LocalDate; from: number; to: number; ticks: Tick[] }

/**
 * The ticks that are due at a wall instant and not yet written, or null. Where the clock was set since the day before,
 * or a day was missed, every partition's is due in the morning: after a jump, the newest sees all that the missed ones
 * would have seen. Before the bank's clock is set, only production has bank days.
 */
export function dueTicks(
  map: ClockMap,
  wall_ms: number,
  written: TickProgress | null,
  { zone, mode, partitions }: TickRules,
): DueTicks | null {
  const [first] = map
  if (!first && mode !== 'production') return null
  const bank_ms = bankTimeAt(map, wall_ms)
  const today = localDateOf(bank_ms, zone)
  const date = morningOf(today, zone) <= bank_ms ? today : addDays(today, -1)
  if (first && morningOf(date, zone) < first.bankFrom_ms) return null
  if (written !== null && date < written.date) return null
  const from = written?.date === date ? (written.partitions ?? partitions) : 0
  const isSpread = follows(written, date, partitions) && !wasSetSince(map, addDays(date, -1), zone)
  const ticks: Tick[] = []
  for (let partition = from; partition < partitions; partition++) {
    const minute = isSpread ? Math.floor((partition * TICK_SPREAD_MINUTES) / partitions) : 0
    const at_ms = instantAt(date, BANK_MORNING_MINUTE + minute, zone)
    if (at_ms > bank_ms) break
    ticks.push({ kind: 'tick', id: `tick:${date}`, at: new Date(at_ms).toISOString(), date })
  }
  return ticks.length > 0 ? { date, from, to: from + ticks.length, ticks } : null
}

const morningOf = (date: LocalDate, zone: string): number => instantAt(date, BANK_MORNING_MINUTE, zone)

/** Whether the day is under way, or the day before it has come to its end. */
const follows = (written: TickProgress | null, date: LocalDate, partitions: number): boolean =>
  written !== null &&
  (written.date === date ||
    (written.date === addDays(date, -1) && (written.partitions ?? partitions) === partitions))

const wasSetSince = (map: ClockMap, date: LocalDate, zone: string): boolean =>
  (map.at(-1)?.bankFrom_ms ?? -Infinity) > morningOf(date, zone)

/** Writes the due ticks, then notes it. After a crash in between they are written again, which a state ignores. */
export async function writeDueTicks(
  db: Database,
  producer: Producer,
  map: ClockMap,
  rules: TickRules,
): Promise<DueTicks | null> {
  const due = dueTicks(map, Date.now(), await newestTick(db), rules)
  if (!due) return null
  const { date, from, to, ticks } = due
  await producer.send(
    topics.bankEvents,
    ticks.map((tick, slice) => ({ key: null, value: JSON.stringify(tick), partition: from + slice })),
  )
  await recordTick(db, { date, partitions: to })
  return due
}

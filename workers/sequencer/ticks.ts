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
import { newestTick, recordTick } from '../../stores/postgres/ticks.ts'

export type TickRules = { zone: string; mode: 'development' | 'production'; partitions: number }

/**
 * The tick that is due at a wall instant and not yet written, or null. After a jump only the newest is: it sees all
 * that the missed ones would have seen. Before the bank's clock is set, only production has bank days.
 */
export function dueTick(
  map: ClockMap,
  wall_ms: number,
  written: LocalDate | null,
  { zone, mode }: Pick<TickRules, 'zone' | 'mode'>,
): Tick | null {
  const [first] = map
  if (!first && mode !== 'production') return null
  const bank_ms = bankTimeAt(map, wall_ms)
  const today = localDateOf(bank_ms, zone)
  const date = instantAt(today, BANK_MORNING_MINUTE, zone) <= bank_ms ? today : addDays(today, -1)
  const at_ms = instantAt(date, BANK_MORNING_MINUTE, zone)
  if (first && at_ms < first.bankFrom_ms) return null
  if (written !== null && date <= written) return null
  return { kind: 'tick', id: `tick:${date}`, at: new Date(at_ms).toISOString(), date }
}

/** Writes the due tick to every partition, then notes it. After a crash in between it is written again, which a state ignores. */
export async function writeDueTick(
  db: Database,
  producer: Producer,
  map: ClockMap,
  rules: TickRules,
): Promise<Tick | null> {
  const tick = dueTick(map, Date.now(), await newestTick(db), rules)
  if (!tick) return null
  const value = JSON.stringify(tick)
  const partitions = Array.from({ length: rules.partitions }, (_, partition) => partition)
  await producer.send(
    topics.bankEvents,
    partitions.map((partition) => ({ key: null, value, partition })),
  )
  await recordTick(db, tick.date)
  return tick
}

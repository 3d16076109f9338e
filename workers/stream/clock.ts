import { HISTORY_AFTER_DAYS } from '../../domain/bank-event.ts'
import { bankTimeAt, type ClockMap } from '../../domain/bank-time.ts'
import { DAY_MS } from '../../domain/calendar.ts'

const HISTORY_AFTER_MS = HISTORY_AFTER_DAYS * DAY_MS

/** What the stream asks of time. It knows only the broker's time stamps, so that a replay gives the same answer. */
export type StreamClock = {
  bankTime: (broker_ms: number) => number
  /** False for history: folded, never evaluated. */
  isCurrent: (event_ms: number, broker_ms: number) => boolean
}

/** Before the first segment only production has a bank time: elsewhere all that comes is history. */
export function streamClock(map: ClockMap, mode: 'development' | 'production'): StreamClock {
  const starts_ms = mode === 'production' ? -Infinity : (map[0]?.wallFrom_ms ?? Infinity)
  // The records of a batch share few time stamps: the broker gives one to all that were sent at once.
  const known = new Map<number, number>()
  const bankTime = (broker_ms: number): number => {
    let bank_ms = known.get(broker_ms)
    if (bank_ms === undefined) known.set(broker_ms, (bank_ms = bankTimeAt(map, broker_ms)))
    return bank_ms
  }
  return {
    bankTime,
    isCurrent: (event_ms, broker_ms) =>
      broker_ms >= starts_ms && event_ms >= bankTime(broker_ms) - HISTORY_AFTER_MS,
  }
}

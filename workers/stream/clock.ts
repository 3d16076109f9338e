import { HISTORY_AFTER_DAYS } from '../../domain/bank-event.ts'
import { bankTimeAt, type ClockMap } from '../../domain/bank-time.ts'
import { DAY_MS } from '../../domain/calendar.ts'

const HISTORY_AFTER_MS = HISTORY_AFTER_DAYS * DAY_MS

/** What the stream asks of time. It knows only the broker's time stamps, so that a replay gives the same answer. */
export type StreamClock = {
  bankTime: (broker_ms: number) => number
  /** What happened before this bank instant is history: folded, never evaluated. */
  currentFrom_ms: (broker_ms: number) => number
}

/** Before the first segment only production has a bank time: elsewhere all that comes is history. */
export function streamClock(map: ClockMap, mode: 'development' | 'production'): StreamClock {
  const starts_ms = mode === 'production' ? -Infinity : (map[0]?.wallFrom_ms ?? Infinity)
  // Thousands of records in a row have the same time stamp: the broker gives one to all that were sent at once.
  let last = { broker_ms: NaN, bank_ms: NaN }
  const bankTime = (broker_ms: number): number => {
    if (broker_ms !== last.broker_ms) last = { broker_ms, bank_ms: bankTimeAt(map, broker_ms) }
    return last.bank_ms
  }
  return {
    bankTime,
    currentFrom_ms: (broker_ms) =>
      broker_ms >= starts_ms ? bankTime(broker_ms) - HISTORY_AFTER_MS : Infinity,
  }
}

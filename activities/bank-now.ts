import { bankTimeAt, recentSegments, type ClockMap } from '../domain/bank-time.ts'
import type { ClockWatch } from '../stores/postgres/bank-clock.ts'

export type BankClock = Pick<ClockWatch, 'current'>

/** Bank time now (epoch ms), by the clock as this process knows it, and what a case needs of that clock. */
export function bankNow({ current }: BankClock): { now_ms: number; clock: ClockMap } {
  const clock = current()
  return { now_ms: bankTimeAt(clock, Date.now()), clock: recentSegments(clock) }
}

import { condition } from '@temporalio/workflow'
import { bankTimeAt, wallUntil } from '../domain/bank-time.ts'
import { isSettledBy } from '../domain/outcome.ts'
import type { Desk } from './case-desk.ts'

/**
 * Waits for a message (`until`) or for bank time to reach the deadline (epoch ms; null: none), whichever comes first.
 * Follows a clock that changes speed, stops or jumps, and a deadline that moves. A stopped clock waits for messages only.
 * `summary` names the wait in Temporal's own pages.
 */
export async function messageOrBankTime(
  desk: Desk,
  until: () => boolean,
  deadline: () => number | null,
  summary: string,
): Promise<'message' | 'time'> {
  for (;;) {
    if (until()) return 'message'
    const { clock } = desk
    const ends_ms = deadline()
    const wall_ms = ends_ms === null ? Infinity : wallUntil(clock, ends_ms, Date.now())
    if (wall_ms <= 0) return 'time'
    const changed = (): boolean => until() || desk.clock !== clock || deadline() !== ends_ms
    if (wall_ms === Infinity) await condition(changed)
    else await condition(changed, wall_ms, { summary })
  }
}

/** Waits for a message at most so long, by the wall clock. Says whether it came. */
export const messageWithin = async (
  wall_ms: number,
  until: () => boolean,
  summary: string,
): Promise<boolean> => until() || (wall_ms > 0 && (await condition(until, wall_ms, { summary })))

/** Bank time now, as the case knows the clock. */
export const bankNow_ms = (desk: Desk): number => bankTimeAt(desk.clock, Date.now())

/** Has what was paid or said settled the obligation for good? */
export const isSettled = ({ start, settlements }: Desk): boolean => isSettledBy(start.obligation, settlements)

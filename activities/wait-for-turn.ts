import { setTimeout as pause } from 'node:timers/promises'
import { ServiceError } from '../domain/errors.ts'
import type { PlanStep } from '../domain/plan.ts'
import { takeTurn } from '../stores/postgres/sender-turns.ts'
import type { OutreachDeps } from './deps.ts'

/** Who would wait longer than this comes again later and holds up nobody else. Wall time. */
const WAIT_MAX_MS = 5_000

/**
 * Waits until this sender may send again: one queue a sender, over all workers. Takes the turn whether or not it is used.
 * @throws unavailable | sender-busy: nothing was begun, come again
 */
export async function waitForTurn(
  { db, sendsPerSecond }: Pick<OutreachDeps, 'db' | 'sendsPerSecond'>,
  { channel, sender }: Pick<PlanStep, 'channel' | 'sender'>,
): Promise<void> {
  const interval_ms = 1_000 / sendsPerSecond[channel]
  const wait_ms = await takeTurn(db, `${channel}:${sender}`, interval_ms, WAIT_MAX_MS)
  if (wait_ms === null)
    throw new ServiceError('unavailable', 'sender-busy', 'This sender has more to send than it may.', {
      channel,
    })
  if (wait_ms > 0) await pause(wait_ms)
}

import { setTimeout as pause } from 'node:timers/promises'
import { ServiceError } from '../domain/errors.ts'
import type { PlanStep } from '../domain/plan.ts'
import { takeTurn } from '../stores/postgres/sender-turns.ts'
import type { OutreachDeps } from './deps.ts'

/** Who would wait longer than this comes again later. Wall time. */
const WAIT_MAX_MS = 5_000
/** So many of one sender may wait so long in this worker; the others only briefly, so that none holds up all senders. */
const PATIENT_MAX = 5
const BRIEF_MS = 500

const patient = new Map<string, number>()

/**
 * Waits until this sender may send again: one queue a sender, over all workers. Takes the turn whether or not it is used.
 * Says whether there was a wait.
 * @throws unavailable | sender-busy: nothing was begun, come again
 */
export async function waitForTurn(
  { db, sendsPerSecond }: Pick<OutreachDeps, 'db' | 'sendsPerSecond'>,
  { channel, sender }: Pick<PlanStep, 'channel' | 'sender'>,
): Promise<boolean> {
  const queue = `${channel}:${sender}`
  const isPatient = (patient.get(queue) ?? 0) < PATIENT_MAX
  if (isPatient) patient.set(queue, (patient.get(queue) ?? 0) + 1)
  try {
    const interval_ms = 1_000 / sendsPerSecond[channel]
    const wait_ms = await takeTurn(db, queue, interval_ms, isPatient ? WAIT_MAX_MS : BRIEF_MS)
    if (wait_ms === null)
      throw new ServiceError('unavailable', 'sender-busy', 'This sender has more to send than it may.', {
        channel,
      })
    if (wait_ms > 0) await pause(wait_ms)
    return wait_ms > 0
  } finally {
    if (isPatient) patient.set(queue, (patient.get(queue) ?? 1) - 1)
  }
}

import { createHmac } from 'node:crypto'
import type { Level } from '../domain/risk.ts'
import type { Pack } from './pack.ts'

export type HoldOutSubject = {
  customer: string
  level: Level
  /** The customer, a worker or the bank has said that help is needed. */
  isDeclared: boolean
  isVulnerable: boolean
  isComplaining: boolean
}

const DRAW_BYTES = 6

/**
 * Is this case part of the hold-out? The same customer always is, or is not, within one experiment; nobody who asked for
 * help, is vulnerable or complains ever is (spec §5).
 */
export function isHeldOut(pack: Pack, key: Uint8Array, subject: HoldOutSubject): boolean {
  if (subject.isDeclared || subject.isVulnerable || subject.isComplaining) return false
  const { experiment, shares } = pack.documents.opening.hold_out
  const share = subject.level === 'HIGH' || subject.level === 'MEDIUM' ? shares[subject.level] : 0
  return share > 0 && drawOf(key, experiment, subject.customer) < share
}

/** A number from 0 up to 1 that nobody can foretell without the key. */
function drawOf(key: Uint8Array, experiment: string, customer: string): number {
  const digest = createHmac('sha256', key).update(`${experiment}:${customer}`).digest()
  return digest.readUIntBE(0, DRAW_BYTES) / 2 ** (8 * DRAW_BYTES)
}

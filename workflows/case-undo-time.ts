import { patched } from '@temporalio/workflow'
import type { UndoTimeOver } from '../domain/case-messages.ts'
import { isUndoRelease } from '../domain/undo-release.ts'
import type { Desk } from './case-desk.ts'
import { isDisturbed } from './case-matters.ts'
import { verifierOf } from './case-tokens.ts'
import { messageWithin } from './case-waits.ts'

/** After approval the undo time runs, by the wall clock. Says whether the approval was taken back or must be looked at again. */
export async function isWithdrawnInUndoTime(desk: Desk): Promise<boolean> {
  const left_ms = (desk.holdUntil_ms ?? 0) - Date.now()
  const isTakenBack = (): boolean => desk.stage !== 'holding' || isDisturbed(desk)
  await messageWithin(left_ms, () => isTakenBack() || desk.isUndoTimeOver, 'Time to undo')
  desk.isUndoTimeOver = false
  if (isTakenBack()) return true
  desk.holdUntil_ms = null
  desk.wasApproved = true
  return false
}

/** A rehearsal has no time for the undo time; nobody else ends it, whoever reaches Temporal. What is not signed is let be. */
export function endUndoTime(desk: Desk, release: UndoTimeOver | undefined): void {
  // Before there was a signature, the word alone was taken.
  const isSigned = patched('signed-undo-release')
  if (isSigned && !isUndoRelease(release?.token, desk.start.caseId, Date.now(), verifierOf(desk))) return
  desk.isUndoTimeOver = true
}

import type { Desk } from './case-desk.ts'
import { isDisturbed } from './case-matters.ts'
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

import type { Desk } from './case-desk.ts'
import { messageWithin } from './case-waits.ts'

/** After approval the undo time runs, by the wall clock. Says whether the approval was taken back. */
export async function isWithdrawnInHold(desk: Desk): Promise<boolean> {
  const left_ms = (desk.holdUntil_ms ?? 0) - Date.now()
  const isWithdrawn = await messageWithin(left_ms, () => desk.stage !== 'holding')
  desk.holdUntil_ms = null
  if (!isWithdrawn) desk.wasApproved = true
  return isWithdrawn
}

import { readContactRules } from './case-activities.ts'
import type { Desk } from './case-desk.ts'
import { stand, standVoid } from './case-stage.ts'
import { bankNow_ms } from './case-waits.ts'

/** A basis, hold or opt-out has changed: what was approved must be looked at again, and a blocking hold stops all. */
export async function heedContactRules(desk: Desk): Promise<void> {
  if (!desk.rulesChanged) return
  const { cause, voids } = desk.rulesChanged
  desk.rulesChanged = null
  if (cause === 'vulnerability') desk.isWordingStale = true
  const { holdEnds_ms } = await readContactRules({ customer: desk.start.customer })
  if (holdEnds_ms !== null) return goOnHold(desk, holdEnds_ms)
  if (desk.onHold) return resume(desk)
  if (voids) await standVoid(desk, 'awaiting_decision', `changed:${cause}`)
}

async function goOnHold(desk: Desk, until_ms: number): Promise<void> {
  desk.onHold = { from_ms: desk.onHold?.from_ms ?? bankNow_ms(desk), until_ms }
  desk.snoozedUntil_ms = null
  await standVoid(desk, 'on_hold', 'hold')
}

/** The hold has ended or was released: the SLA goes on by the working time that was left. */
export async function resume(desk: Desk): Promise<void> {
  const { onHold, sla, proposal } = desk
  if (!onHold || !sla) return
  const { moved, holdEnds_ms } = await readContactRules({
    customer: desk.start.customer,
    pausedSla: { sla, from_ms: onHold.from_ms, caseId: desk.start.caseId },
  })
  if (holdEnds_ms !== null) return goOnHold(desk, holdEnds_ms)
  desk.onHold = null
  desk.sla = moved ?? sla
  await stand(desk, proposal?.stage ?? 'awaiting_decision', 'hold-over')
}

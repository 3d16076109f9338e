import { followSla } from './case-activities.ts'
import { nextSequence, type Desk } from './case-desk.ts'
import { showAssignee, stageOf } from './case-stage.ts'

const steps = ['remind', 'escalate', 'reassign'] as const
export type SlaStep = (typeof steps)[number]

/** When the SLA next asks for something; null while it stands still, or when all is done. Bank time. */
export function slaStepDue_ms({ sla, slaDone, onHold }: Desk): number | null {
  const step = steps[slaDone]
  return sla && step && !onHold ? sla[`${step}_ms`] : null
}

/** Reminds, escalates or hands the case to somebody who is there. */
export async function actOnSla(desk: Desk): Promise<void> {
  const step = steps[desk.slaDone]
  if (!step) return
  desk.slaDone += 1
  const { caseId, bankZone } = desk.start
  const { assignee } = desk
  const sequence = nextSequence(desk)
  const followed = await followSla({ caseId, step, sequence, change: stageOf(desk), assignee, bankZone })
  if (followed.assignee === assignee) return
  desk.assignee = followed.assignee
  showAssignee(desk)
}

import { unsealHoldOut } from './case-activities.ts'
import { nextSequence, type Desk } from './case-desk.ts'
import { isRenewalDue, renew } from './case-matters.ts'
import { show, stageOf } from './case-stage.ts'
import { isSettled, messageOrBankTime } from './case-waits.ts'

/**
 * A case of the hold-out is seen by nobody and sends nothing, so that we learn what our help is worth. Only a worker who
 * takes the customer's call may break the seal: from then on it is a case like any other, and stays assigned to the hold-out.
 */
export async function isHeldOutToTheEnd(desk: Desk): Promise<boolean> {
  await messageOrBankTime(
    desk,
    () => desk.isSealBroken || desk.isErased || isSettled(desk) || isRenewalDue(desk),
    () => desk.outcomeFinal_ms,
    'Held out: the outcome',
  )
  if (isSettled(desk) || desk.isErased) return true
  if (!desk.isSealBroken) return isRenewalDue(desk) ? renew(desk) : true
  if (desk.proposal)
    desk.proposal = { ...desk.proposal, isHeldOut: false, stage: desk.proposal.stageUnsealed }
  desk.stage = desk.proposal?.stage ?? 'awaiting_decision'
  desk.reason = 'seal-broken'
  show(desk)
  await unsealHoldOut({ caseId: desk.start.caseId, sequence: nextSequence(desk), change: stageOf(desk) })
  return false
}

import { allHandlersFinished, condition } from '@temporalio/workflow'
import type { CaseEnd, CaseEnding } from '../domain/case.ts'
import { recordOutcome } from './case-activities.ts'
import { approvers, nextSequence, setClock, type Desk } from './case-desk.ts'
import { showDetails } from './case-details.ts'
import { isRenewalDue, renew } from './case-matters.ts'
import { isSettled, messageOrBankTime, messageWithin } from './case-waits.ts'

/** Where our clock and the bank's records disagree, the case looks again after this (wall time), or on news. */
const LOOK_AGAIN_MS = 60 * 60_000

/** Waits for what became of the obligation, writes the label and closes. Every case ends here. */
export async function closeWithOutcome(desk: Desk, ending: CaseEnding): Promise<CaseEnd> {
  const { start } = desk
  for (;;) {
    await messageOrBankTime(
      desk,
      () => desk.isErased || isSettled(desk) || isRenewalDue(desk),
      () => desk.outcomeFinal_ms,
      'The outcome',
    )
    if (isRenewalDue(desk) && !isSettled(desk)) await renew(desk)
    const { wasApproved, wasBlocked, isErased } = desk
    const recorded = await recordOutcome({
      ...{
        start,
        sequence: nextSequence(desk),
        ending,
        approvedBy: approvers(desk),
        wasApproved,
        wasBlocked,
        isErased,
      },
      isHeldOut: desk.proposal?.isHeldOut ?? false,
    })
    if (recorded.result || isErased) {
      desk.stage = 'closed'
      showDetails(desk)
      await condition(allHandlersFinished)
      return { caseId: start.caseId, ending, outcome: recorded.result }
    }
    await newsAfter(desk, () => setClock(desk, recorded.clock))
  }
}

async function newsAfter(desk: Desk, change: () => void): Promise<void> {
  const { clock, settlements } = desk
  change()
  const isNew = (): boolean => desk.isErased || desk.clock !== clock || desk.settlements !== settlements
  await messageWithin(LOOK_AGAIN_MS, isNew, 'Look again')
}

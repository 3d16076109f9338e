import type { StepRef } from '../domain/plan.ts'
import type { Proposal } from '../activities/decide-intervention.ts'
import { checkGate } from './case-activities.ts'
import { approvers, nextSequence, setClock, type Desk } from './case-desk.ts'
import { showDetails } from './case-details.ts'
import { isDisturbed } from './case-matters.ts'
import { show } from './case-stage.ts'
import { bankNow_ms, isSettled, messageOrBankTime } from './case-waits.ts'

/** `settled` and `lapsed`: the approval no longer holds; `disturbed`: it must be seen whether it does. */
export type Gate = 'open' | 'closed' | 'withdrawn' | 'disturbed' | 'settled' | 'lapsed'

/** Asks the gate; where it names a later lawful moment, waits for that and asks again. */
export async function waitForLawfulMoment(desk: Desk, proposal: Proposal, ref: StepRef): Promise<Gate> {
  for (;;) {
    if (isSettled(desk)) return 'settled'
    if (desk.isCancelled) return 'withdrawn'
    if (bankNow_ms(desk) >= approvalEnds_ms(desk, proposal)) return 'lapsed'
    desk.stage = 'sending'
    showDetails(desk)
    const gated = await checkGate({ ref, sequence: nextSequence(desk), approvedBy: approvers(desk) })
    setClock(desk, gated.clock)
    if (gated.verdict === 'pass') return desk.isCancelled ? 'withdrawn' : 'open'
    desk.stage = gated.verdict === 'block' ? 'blocked' : 'awaiting_window'
    desk.reason = gated.rule
    show(desk)
    if (gated.verdict === 'block') return 'closed'
    await messageOrBankTime(
      desk,
      () => desk.stage !== 'awaiting_window' || isSettled(desk) || isDisturbed(desk),
      () => Math.min(gated.until_ms ?? Infinity, approvalEnds_ms(desk, proposal)),
      'The next lawful moment',
    )
    if (desk.stage !== 'awaiting_window') return 'withdrawn'
    if (isDisturbed(desk)) return 'disturbed'
  }
}

/** Bank time: with the approval's own end, or once the due date has passed. */
export const approvalEnds_ms = (desk: Desk, proposal: Proposal): number =>
  Math.min(desk.approvalEnds_ms ?? Infinity, proposal.dueDatePassed_ms)

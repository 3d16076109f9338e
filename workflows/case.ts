import type { CaseEnd, CaseEnding, CaseStart } from '../domain/case.ts'
import { assess } from './case-assess.ts'
import { shielded } from './case-cancellation.ts'
import type { Carried } from './case-carry.ts'
import type { Desk } from './case-desk.ts'
import { openDesk } from './case-handlers.ts'
import { isHeldOutToTheEnd } from './case-hold-out.ts'
import { closeWithOutcome } from './case-outcome.ts'
import { sendApproved } from './case-send.ts'
import { callOperations } from './case-trouble.ts'
import { isWithdrawnInUndoTime } from './case-undo-time.ts'
import { endingOfUndecided, waitForDecision } from './case-wait-for-decision.ts'

/**
 * One customer in distress, from the score to what became of the instalment. Nothing reaches the customer before a
 * person has approved it, and whatever happens the outcome is waited for and written down. A long case goes on in a
 * new run with what it `carried` over.
 */
export async function caseWorkflow(start: CaseStart, carried?: Carried): Promise<CaseEnd> {
  const desk = openDesk(start, carried)
  return shielded(desk, async () => {
    desk.ending ??= await helpIfApproved(desk).catch((failure: unknown) => callOperations(desk, failure))
    return closeWithOutcome(desk, desk.ending)
  })
}

async function helpIfApproved(desk: Desk): Promise<CaseEnding> {
  const proposal = desk.proposal ?? (await assess(desk))
  if (proposal.isHeldOut && (await isHeldOutToTheEnd(desk))) return 'held_out'
  for (;;) {
    const decision = await waitForDecision(desk)
    if (decision !== 'approved') return endingOfUndecided(desk, decision)
    if (await isWithdrawnInUndoTime(desk)) continue
    const sent = await sendApproved(desk)
    if (sent !== 'back-to-the-desk') return sent
  }
}

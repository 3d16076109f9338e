import type { CaseEnd, CaseEnding, CaseStart } from '../domain/case.ts'
import { assess } from './case-assess.ts'
import type { Desk } from './case-desk.ts'
import { endingOfUndecided, waitForDecision } from './case-wait-for-decision.ts'
import { openDesk } from './case-handlers.ts'
import { isWithdrawnInHold } from './case-hold.ts'
import { closeWithOutcome } from './case-outcome.ts'
import { sendApproved } from './case-send.ts'
import { callOperations } from './case-trouble.ts'

/**
 * One customer in distress, from the score to what became of the instalment. Nothing reaches the customer before a
 * person has approved it, and whatever happens the outcome is waited for and written down.
 */
export async function caseWorkflow(start: CaseStart): Promise<CaseEnd> {
  const desk = openDesk(start)
  const ending = await helpIfApproved(desk).catch((failure: unknown) => callOperations(desk, failure))
  return closeWithOutcome(desk, ending)
}

async function helpIfApproved(desk: Desk): Promise<CaseEnding> {
  const proposal = await assess(desk)
  if (proposal.stage === 'monitoring') return 'monitored'
  if (proposal.stage === 'awaiting_outcome') return 'outcome'
  for (;;) {
    const decision = await waitForDecision(desk, proposal)
    if (decision !== 'approved') return endingOfUndecided(desk, decision)
    if (await isWithdrawnInHold(desk)) continue
    const sent = await sendApproved(desk, proposal)
    if (sent !== 'back-to-the-desk') return sent
  }
}

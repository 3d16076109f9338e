import { setHandler } from '@temporalio/workflow'
import type { CaseStart } from '../domain/case.ts'
import { record } from './case-activities.ts'
import { deskOf, summaryOf, type Carried } from './case-carry.ts'
import { takeDecisions } from './case-decisions.ts'
import { forgetCustomer } from './case-erased.ts'
import { hearRulesChanged, hearSettlement, setClock, setHeard, type Desk } from './case-desk.ts'
import {
  clockChangedSignal,
  contactRulesChangedSignal,
  customerErasedSignal,
  evidenceChangedSignal,
  inboundReplySignal,
  undoTimeOverSignal,
  messageStatusSignal,
  obligationSettledSignal,
  renewSignal,
  sealBrokenSignal,
  summaryQuery,
} from './case-messages.ts'
import { show } from './case-stage.ts'
import { endUndoTime } from './case-undo-time.ts'

/** State and message handlers, nothing else. What is heard while the case is busy waits on the desk. */
export function openDesk(start: CaseStart, carried: Carried | undefined): Desk {
  const desk = deskOf(start, carried)
  setHandler(obligationSettledSignal, (settled) => hearSettlement(desk, settled))
  setHandler(messageStatusSignal, (status) => setHeard(desk, status))
  setHandler(clockChangedSignal, ({ clock }) => setClock(desk, clock))
  setHandler(evidenceChangedSignal, ({ evaluationId }) => void (desk.news = evaluationId))
  setHandler(contactRulesChangedSignal, ({ cause }) => hearRulesChanged(desk, cause))
  setHandler(sealBrokenSignal, () => void (desk.isSealBroken = true))
  setHandler(undoTimeOverSignal, (release) => endUndoTime(desk, release))
  setHandler(inboundReplySignal, (reply) => record.recordReply({ start: desk.start, reply }))
  setHandler(customerErasedSignal, () => forgetCustomer(desk))
  setHandler(renewSignal, () => void (desk.isRenewWanted = true))
  setHandler(summaryQuery, () => summaryOf(desk))
  takeDecisions(desk)
  if (carried) show(desk)
  return desk
}

import { setHandler, type SignalDefinition } from '@temporalio/workflow'
import type { z } from 'zod'
import type { CaseStart } from '../domain/case.ts'
import {
  clockChangedSchema,
  contactRulesChangedSchema,
  evidenceChangedSchema,
  inboundReplySchema,
  messageStatusChangedSchema,
  obligationSettledSchema,
} from '../domain/case-messages.ts'
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
  hear(obligationSettledSignal, obligationSettledSchema, (settled) => hearSettlement(desk, settled))
  hear(messageStatusSignal, messageStatusChangedSchema, (status) => setHeard(desk, status))
  hear(clockChangedSignal, clockChangedSchema, ({ clock }) => setClock(desk, clock))
  hear(evidenceChangedSignal, evidenceChangedSchema, ({ evaluationId }) => void (desk.news = evaluationId))
  hear(contactRulesChangedSignal, contactRulesChangedSchema, ({ cause }) => hearRulesChanged(desk, cause))
  setHandler(sealBrokenSignal, () => void (desk.isSealBroken = true))
  setHandler(undoTimeOverSignal, (release) => endUndoTime(desk, release))
  hear(inboundReplySignal, inboundReplySchema, (reply) => record.recordReply({ start: desk.start, reply }))
  setHandler(customerErasedSignal, () => forgetCustomer(desk))
  setHandler(renewSignal, () => void (desk.isRenewWanted = true))
  setHandler(summaryQuery, () => summaryOf(desk))
  takeDecisions(desk)
  if (carried) show(desk)
  return desk
}

/** What cannot be read is let be: a signal typed amiss in Temporal's pages must not hold the case up. */
function hear<M>(
  signal: SignalDefinition<[M]>,
  schema: z.ZodType<M>,
  act: (message: M) => void | Promise<void>,
): void {
  setHandler(signal, (said: M | undefined) => {
    const message = schema.safeParse(said)
    return message.success ? act(message.data) : undefined
  })
}

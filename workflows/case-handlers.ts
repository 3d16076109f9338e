import { defineQuery, setHandler } from '@temporalio/workflow'
import { caseMessageNames } from '../domain/case-messages.ts'
import type { CaseStart } from '../domain/case.ts'
import { takeDecisions } from './case-decisions.ts'
import {
  emptyDesk,
  hearSettlement,
  setClock,
  setHeard,
  summaryOf,
  type CaseSummary,
  type Desk,
} from './case-desk.ts'
import { clockChangedSignal, messageStatusSignal, obligationSettledSignal } from './case-messages.ts'

/** State and message handlers, nothing else. */
export function openDesk(start: CaseStart): Desk {
  const desk = emptyDesk(start)
  setHandler(obligationSettledSignal, (settled) => hearSettlement(desk, settled))
  setHandler(messageStatusSignal, (status) => setHeard(desk, status))
  setHandler(clockChangedSignal, ({ clock }) => setClock(desk, clock))
  setHandler(defineQuery<CaseSummary>(caseMessageNames.summary), () => summaryOf(desk))
  takeDecisions(desk)
  return desk
}

import { defineSignal, defineUpdate } from '@temporalio/workflow'
import {
  caseMessageNames,
  type ClockChanged,
  type DecideInput,
  type DecideResult,
  type MessageStatusChanged,
  type ObligationSettled,
} from '../domain/case-messages.ts'

export const decideUpdate = defineUpdate<DecideResult, [DecideInput]>(caseMessageNames.decide)
export const undoUpdate = defineUpdate<DecideResult, [DecideInput]>(caseMessageNames.undo)
export const obligationSettledSignal = defineSignal<[ObligationSettled]>(caseMessageNames.obligationSettled)
export const messageStatusSignal = defineSignal<[MessageStatusChanged]>(caseMessageNames.messageStatus)
export const clockChangedSignal = defineSignal<[ClockChanged]>(caseMessageNames.clockChanged)

import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import {
  caseMessageNames,
  decisionUpdates,
  type ClockChanged,
  type ContactRulesChanged,
  type DecideInput,
  type DecideResult,
  type DecisionUpdate,
  type EvidenceChanged,
  type InboundReply,
  type MessageStatusChanged,
  type ObligationSettled,
  type SealBroken,
  type UndoTimeOver,
} from '../domain/case-messages.ts'
import type { Verdict } from '../domain/decision.ts'
import type { CaseSummary } from './case-carry.ts'

export const decisionUpdateDefinitions = (Object.keys(decisionUpdates) as DecisionUpdate[]).map((name) => ({
  definition: defineUpdate<DecideResult, [DecideInput]>(name),
  verdicts: decisionUpdates[name] as readonly Verdict[],
}))
export const decisionSignal = defineSignal<[DecideInput]>(caseMessageNames.decision)
export const evidenceChangedSignal = defineSignal<[EvidenceChanged]>(caseMessageNames.evidenceChanged)
export const contactRulesChangedSignal = defineSignal<[ContactRulesChanged]>(
  caseMessageNames.contactRulesChanged,
)
export const sealBrokenSignal = defineSignal<[SealBroken]>(caseMessageNames.sealBroken)
export const undoTimeOverSignal = defineSignal<[UndoTimeOver?]>(caseMessageNames.undoTimeOver)
export const inboundReplySignal = defineSignal<[InboundReply]>(caseMessageNames.inboundReply)
export const customerErasedSignal = defineSignal(caseMessageNames.customerErased)
export const renewSignal = defineSignal(caseMessageNames.renew)
export const obligationSettledSignal = defineSignal<[ObligationSettled]>(caseMessageNames.obligationSettled)
export const messageStatusSignal = defineSignal<[MessageStatusChanged]>(caseMessageNames.messageStatus)
export const clockChangedSignal = defineSignal<[ClockChanged]>(caseMessageNames.clockChanged)
export const summaryQuery = defineQuery<CaseSummary>(caseMessageNames.summary)

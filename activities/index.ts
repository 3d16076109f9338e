import { amendPlan } from './amend-plan.ts'
import { checkGate } from './check-gate.ts'
import { classifyHardship } from './classify-hardship.ts'
import { decideIntervention } from './decide-intervention.ts'
import type { CaseDeps, OutreachDeps } from './deps.ts'
import { dispatchMessage } from './dispatch-message.ts'
import { followSla } from './follow-sla.ts'
import { lookAtEvaluation } from './look-at-evaluation.ts'
import { placeHold } from './place-hold.ts'
import { readContactRules } from './read-contact-rules.ts'
import { reconcileMessage } from './reconcile-message.ts'
import { recordDecision } from './record-decision.ts'
import { recordDelivery } from './record-delivery.ts'
import { recordOutcome } from './record-outcome.ts'
import { recordRefusal } from './record-refusal.ts'
import { recordReply } from './record-reply.ts'
import { recordStage } from './record-stage.ts'
import { recordTrouble } from './record-trouble.ts'
import { scoreRisk } from './score-risk.ts'
import { unsealHoldOut } from './unseal-hold-out.ts'

/** What a case does, on the task queue `cases`. */
export const createCaseActivities = (deps: CaseDeps) => ({
  scoreRisk: scoreRisk(deps),
  classifyHardship: classifyHardship(deps),
  decideIntervention: decideIntervention(deps),
  recordDecision: recordDecision(deps),
  recordDelivery: recordDelivery(deps),
  recordStage: recordStage(deps),
  recordRefusal: recordRefusal(deps),
  recordReply: recordReply(deps),
  lookAtEvaluation: lookAtEvaluation(deps),
  readContactRules: readContactRules(deps),
  amendPlan: amendPlan(deps),
  placeHold: placeHold(deps),
  followSla: followSla(deps),
  unsealHoldOut: unsealHoldOut(deps),
  checkGate: checkGate(deps),
  recordTrouble: recordTrouble(deps),
  recordOutcome: recordOutcome(deps),
})

/** What speaks to a provider, on the task queue `outreach`. */
export const createOutreachActivities = (deps: OutreachDeps) => ({
  dispatchMessage: dispatchMessage(deps),
  reconcileMessage: reconcileMessage(deps),
})

export type CaseActivities = ReturnType<typeof createCaseActivities>
export type OutreachActivities = ReturnType<typeof createOutreachActivities>

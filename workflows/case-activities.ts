import {
  proxyActivities,
  proxyLocalActivities,
  type ActivityOptions,
  type LocalActivityOptions,
} from '@temporalio/workflow'
import type { CaseActivities, OutreachActivities } from '../activities/index.ts'
import { outreachTaskQueue } from '../domain/case-messages.ts'

/** A component may be away for hours; a case waits for it rather than fail. About a week at the longest interval. */
const RETRY = {
  initialInterval: 500,
  backoffCoefficient: 2,
  maximumInterval: 60_000,
  maximumAttempts: 10_000,
} as const
const STEP_MAX_MS = 60_000
const SHORT_STEP_MAX_MS = 30_000
const LOCAL_WAIT_MAX_MS = 5_000
/** A dead outreach worker is noticed after this. */
const HEARTBEAT_MS = 10_000

const step = (summary: string): ActivityOptions => ({
  startToCloseTimeout: STEP_MAX_MS,
  retry: RETRY,
  summary,
})

export const { checkGate } = proxyActivities<CaseActivities>(step('May it be sent now?'))
export const { recordTrouble } = proxyActivities<CaseActivities>(step('Call operations'))
export const { recordOutcome } = proxyActivities<CaseActivities>(step('Write the label and close'))

/** What takes milliseconds runs local: one event each in place of six. A longer wait between tries is a timer. */
const short = (summary: string): LocalActivityOptions => ({
  startToCloseTimeout: SHORT_STEP_MAX_MS,
  retry: RETRY,
  localRetryThreshold: LOCAL_WAIT_MAX_MS,
  summary,
})
const shortly = (summary: string) => proxyLocalActivities<CaseActivities>(short(summary))
export const { scoreRisk } = shortly('Verify the score and explain it')
export const { classifyHardship } = shortly('Apply the rules again')
export const { decideIntervention } = shortly('Compose evidence and plan')
export const { lookAtEvaluation } = shortly('Has anything material changed?')
export const { readContactRules } = shortly('What stands against contact?')
export const { followSla } = shortly('The next step of the SLA')
export const { unsealHoldOut } = shortly('Bring the case to the inbox')
/** What is written down of a case. */
export const record = {
  recordDecision: shortly('Keep the decision').recordDecision,
  recordRefusal: shortly('Keep the refusal').recordRefusal,
  recordStage: shortly('Show the stage').recordStage,
  recordDelivery: shortly('Keep what became of the message').recordDelivery,
  recordReply: shortly('Call the worker to a reply').recordReply,
  amendPlan: shortly('Put the worker’s words into the plan').amendPlan,
  placeHold: shortly('Place the hold').placeHold,
}

const outreach = (summary: string): ActivityOptions => ({
  ...step(summary),
  taskQueue: outreachTaskQueue,
  heartbeatTimeout: HEARTBEAT_MS,
})
export const { dispatchMessage } = proxyActivities<OutreachActivities>(outreach('Send, at most once'))
export const { reconcileMessage } = proxyActivities<OutreachActivities>(outreach('Ask what became of it'))

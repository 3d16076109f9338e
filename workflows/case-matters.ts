import { continueAsNew, condition, allHandlersFinished, workflowInfo } from '@temporalio/workflow'
import type { CaseStage } from '../domain/case.ts'
import { rewordPlan } from './case-assess.ts'
import { carriedOf } from './case-carry.ts'
import type { Desk } from './case-desk.ts'
import { heedEvidence } from './case-evidence.ts'
import { heedContactRules, resume } from './case-on-hold.ts'
import { actOnSla, slaStepDue_ms } from './case-sla.ts'
import { stand, standVoid } from './case-stage.ts'
import { bankNow_ms } from './case-waits.ts'

/** What may come up while a case waits for people: at an instant of bank time (null: not by time), or by a message. */
type Matter = {
  isHere?: (desk: Desk) => boolean
  at_ms?: (desk: Desk) => number | null
  see: (desk: Desk) => Promise<void>
}

/** A case that sleeps or is only watched is worded anew when it wakes. */
const worded: readonly CaseStage[] = [
  'awaiting_decision',
  'awaiting_second',
  'holding',
  'awaiting_window',
  'blocked',
]

const mustBeReworded = ({ isWordingStale, proposal, stage }: Desk): boolean =>
  isWordingStale && proposal !== null && worded.includes(stage)

/** In the order in which they are seen to. */
const matters: readonly Matter[] = [
  { isHere: (desk) => desk.rulesChanged !== null, see: heedContactRules },
  { isHere: (desk) => desk.news !== null && desk.stage !== 'on_hold', see: heedEvidence },
  { isHere: mustBeReworded, see: rewordPlan },
  { at_ms: ({ onHold }) => onHold?.until_ms ?? null, see: resume },
  { at_ms: (desk) => (desk.stage === 'snoozed' ? desk.snoozedUntil_ms : null), see: wake },
  { at_ms: (desk) => desk.approvalEnds_ms, see: lapse },
  { at_ms: slaStepDue_ms, see: actOnSla },
  { isHere: isRenewalDue, see: renew },
]

const isDue = (desk: Desk, { isHere, at_ms }: Matter): boolean => {
  if (isHere?.(desk)) return true
  const due_ms = at_ms?.(desk) ?? null
  return due_ms !== null && due_ms <= bankNow_ms(desk)
}

/** The first matter that has come up; null while none has, or while somebody is changing what is decided on. */
export const matterOf = (desk: Desk): Matter | null =>
  desk.isChanging ? null : (matters.find((matter) => isDue(desk, matter)) ?? null)

/** When the next matter comes up by itself; bank time. */
export const nextMatter_ms = (desk: Desk): number =>
  Math.min(...matters.map(({ at_ms }) => at_ms?.(desk) ?? Infinity))

/** Something came that may void an approval. */
export const isDisturbed = (desk: Desk): boolean => desk.news !== null || desk.rulesChanged !== null

/** Where a case that is not decided stands by right. */
export const restingStage = ({ proposal }: Desk): CaseStage => proposal?.stage ?? 'awaiting_decision'

async function wake(desk: Desk): Promise<void> {
  desk.snoozedUntil_ms = null
  await stand(desk, restingStage(desk), 'snooze-over')
}

function lapse(desk: Desk): Promise<void> {
  return standVoid(desk, 'awaiting_decision', 'approval-lapsed')
}

export function isRenewalDue(desk: Desk): boolean {
  return desk.isRenewWanted || workflowInfo().continueAsNewSuggested
}

/** Goes on in a new run with a short history: nothing that was said is lost, and no decision counts twice. */
export async function renew(desk: Desk): Promise<never> {
  await condition(allHandlersFinished)
  return continueAsNew(desk.start, carriedOf(desk))
}

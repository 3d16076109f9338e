import type { Proposal } from '../activities/decide-intervention.ts'
import type { ClockMap } from '../domain/bank-time.ts'
import type { CaseEnding, CaseStage, CaseStart } from '../domain/case.ts'
import type { ContactRulesChanged, MessageStatusChanged, ObligationSettled } from '../domain/case-messages.ts'
import type { SlaSteps } from '../domain/deadlines.ts'
import type { DecisionClaims } from '../domain/decision.ts'
import { isForward } from '../domain/message.ts'

/** Who approved, and the decision on record that says so. */
export type Approval = { actorId: string; decisionId: string }

/** All that a case knows while it runs. Instants in bank time unless said. */
export type Desk = {
  readonly start: CaseStart
  clock: ClockMap
  stage: CaseStage
  reason: string | null
  /** Wall time; for Temporal's pages. */
  stageSince: { stage: CaseStage; at_ms: number } | null
  proposal: Proposal | null
  /** Set once the calendar was asked: from then on nothing changes the outcome. */
  outcomeFinal_ms: number | null
  /** In order; the second is never the first's. */
  approvals: Approval[]
  approvalEnds_ms: number | null
  /** Wall time: who approved on what they saw before this must look again. */
  lookedAfter_ms: number
  /** Wall time. */
  holdUntil_ms: number | null
  assignee: string | null
  /** Null while snoozed: until the risk changes. */
  snoozedUntil_ms: number | null
  isRejected: boolean
  isCancelled: boolean
  /** The customer was erased: there is nobody left to help or to learn from. */
  isErased: boolean
  wasApproved: boolean
  wasBlocked: boolean
  /** What is decided on is being changed. */
  isChanging: boolean
  /** The latest evaluation that was heard of and not looked at yet. */
  news: string | null
  /** What stands for or against contact has changed; `voids`: there were approvals that did not know of it. */
  rulesChanged: { cause: ContactRulesChanged['cause']; voids: boolean } | null
  /** The plan was worded for somebody whom we did not know to be vulnerable, or the other way round. */
  isWordingStale: boolean
  /** The level has fallen; where it stays so until then, the case ends. */
  fallenUntil_ms: number | null
  /** A blocking hold stands, since when and until when. */
  onHold: { from_ms: number; until_ms: number } | null
  sla: SlaSteps | null
  /** How many of the SLA's steps are done. */
  slaDone: number
  isSealBroken: boolean
  isRenewWanted: boolean
  /** A rehearsal has no time for the undo time. */
  isUndoTimeOver: boolean
  /** Set once it is settled how the case ends; then only the outcome is waited for. */
  ending: CaseEnding | null
  lastDecision: { by: string; verdict: DecisionClaims['verdict']; at: string } | null
  /** By id, until when (wall time) the token could come again. */
  consumedDecisions: Map<string, number>
  settlements: ObligationSettled[]
  /** The last word heard on each dispatch step. */
  heard: Map<string, MessageStatusChanged>
  /** Numbers the writes of the case row. */
  sequence: number
}

export const emptyDesk = (start: CaseStart): Desk => ({
  start,
  clock: start.clock,
  stage: 'assessing',
  reason: null,
  stageSince: null,
  proposal: null,
  outcomeFinal_ms: null,
  approvals: [],
  approvalEnds_ms: null,
  lookedAfter_ms: 0,
  holdUntil_ms: null,
  assignee: null,
  snoozedUntil_ms: null,
  isRejected: false,
  isCancelled: false,
  isErased: false,
  wasApproved: false,
  wasBlocked: false,
  isChanging: false,
  news: null,
  rulesChanged: null,
  isWordingStale: false,
  fallenUntil_ms: null,
  onHold: null,
  sla: null,
  slaDone: 0,
  isSealBroken: false,
  isRenewWanted: false,
  isUndoTimeOver: false,
  ending: null,
  lastDecision: null,
  consumedDecisions: new Map(),
  settlements: [],
  heard: new Map(),
  sequence: 0,
})

/** Segments are only ever appended: the map that ends later is the newer one. */
export function setClock(desk: Desk, clock: ClockMap): void {
  if (endOf(clock) > endOf(desk.clock)) desk.clock = clock
}

const endOf = (clock: ClockMap): number => clock.at(-1)?.wallFrom_ms ?? -Infinity

/** Statuses come unordered: only forward. */
export function setHeard(desk: Desk, status: MessageStatusChanged): void {
  const before = desk.heard.get(status.dispatchKey)?.status ?? null
  if (isForward(before, status.status)) desk.heard.set(status.dispatchKey, status)
}

export function hearSettlement(desk: Desk, settled: ObligationSettled): void {
  if (settled.obligationId !== desk.start.obligation.id) return
  if (desk.settlements.some(({ eventId }) => eventId === settled.eventId)) return
  desk.settlements = [...desk.settlements, settled]
}

/** Who approves from now on approves under the rules as they are now. */
export function hearRulesChanged(desk: Desk, cause: ContactRulesChanged['cause']): void {
  const voids = desk.approvals.length > 0 || desk.rulesChanged?.voids === true
  desk.rulesChanged = { cause, voids }
}

export const nextSequence = (desk: Desk): number => ++desk.sequence

export const approvers = ({ approvals }: Desk): string[] => approvals.map(({ actorId }) => actorId)
export const approversNeeded = ({ proposal }: Desk): number => (proposal?.needsSecond ? 2 : 1)

/** Approved by all who must, and neither taken back nor sent. */
export const isApproved = (desk: Desk): boolean =>
  (desk.stage === 'holding' || desk.stage === 'awaiting_window') &&
  desk.approvals.length === approversNeeded(desk)

export function forgetApprovals(desk: Desk): void {
  desk.approvals = []
  desk.approvalEnds_ms = null
  desk.holdUntil_ms = null
}

/** What people approved is no longer so; who approves what they saw before now must look again. */
export function voidApprovals(desk: Desk): void {
  forgetApprovals(desk)
  desk.lookedAfter_ms = Date.now()
}

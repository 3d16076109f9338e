import type { Proposal } from '../activities/decide-intervention.ts'
import type { ClockMap } from '../domain/bank-time.ts'
import type { MessageStatusChanged, ObligationSettled } from '../domain/case-messages.ts'
import { isForward } from '../domain/message.ts'
import type { CaseStage, CaseStart } from '../domain/case.ts'

/** All that a case knows while it runs. Instants in bank time unless said. */
export type Desk = {
  readonly start: CaseStart
  clock: ClockMap
  stage: CaseStage
  reason: string | null
  proposal: Proposal | null
  /** Set once the calendar was asked: from then on nothing changes the outcome. */
  outcomeFinal_ms: number | null
  /** Who approved, in order; the second is never the first. */
  approvals: string[]
  approvalEnds_ms: number | null
  /** Wall time. */
  holdUntil_ms: number | null
  isRejected: boolean
  wasApproved: boolean
  wasBlocked: boolean
  /** It cannot go on by itself; operations must look. */
  isInTrouble: boolean
  consumedDecisions: Set<string>
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
  proposal: null,
  outcomeFinal_ms: null,
  approvals: [],
  approvalEnds_ms: null,
  holdUntil_ms: null,
  isRejected: false,
  wasApproved: false,
  wasBlocked: false,
  isInTrouble: false,
  consumedDecisions: new Set(),
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

export const nextSequence = (desk: Desk): number => ++desk.sequence

export type CaseSummary = Pick<Desk, 'stage' | 'reason' | 'approvals' | 'holdUntil_ms'> & {
  evidenceHash: string | null
  planHash: string | null
}

export const summaryOf = ({ stage, reason, approvals, holdUntil_ms, proposal }: Desk): CaseSummary => ({
  stage,
  reason,
  approvals,
  holdUntil_ms,
  evidenceHash: proposal?.evidenceHash ?? null,
  planHash: proposal?.planHash ?? null,
})

export const approversNeeded = ({ proposal }: Desk): number => (proposal?.needsSecond ? 2 : 1)

export function forgetApprovals(desk: Desk): void {
  desk.approvals = []
  desk.approvalEnds_ms = null
  desk.holdUntil_ms = null
}

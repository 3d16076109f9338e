import type { Proposal } from '../activities/decide-intervention.ts'
import type { Dispatched } from '../activities/dispatch-message.ts'
import type { StepRef } from '../domain/plan.ts'
import type { CaseEnding } from '../domain/case.ts'
import { dispatchMessage, record } from './case-activities.ts'
import { endingOfUndecided } from './case-wait-for-decision.ts'
import { followDelivery, type DeliveryEnd } from './case-delivery.ts'
import { approvers, approversNeeded, forgetApprovals, nextSequence, type Desk } from './case-desk.ts'
import { approvalEnds_ms, waitForLawfulMoment, type Gate } from './case-gate.ts'
import { show, stand, standVoid } from './case-stage.ts'
import { bankNow_ms } from './case-waits.ts'

/** `back-to-the-desk`: nothing more is sent; people decide again. */
export type Sent = CaseEnding | 'back-to-the-desk'

/** A gate that closes again and again between its answer and the sending is a matter for a person. */
const GATE_ROUNDS_MAX = 20

/** Sends the approved plan: its first lawful channel; a further one only after the one before has failed for good. */
export async function sendApproved(desk: Desk): Promise<Sent> {
  const { proposal } = desk
  if (!proposal) return 'back-to-the-desk'
  for (let stepIndex = 0; stepIndex < proposal.stepCount; stepIndex++) {
    const sent = await sendStep(desk, proposal, stepIndex)
    if (sent !== 'next-channel') return sent
  }
  return 'not_delivered'
}

async function sendStep(desk: Desk, proposal: Proposal, stepIndex: number): Promise<Sent | 'next-channel'> {
  const { caseId, customer } = desk.start
  const ref: StepRef = { caseId, customer, planHash: proposal.planHash, stepIndex }
  const hasNext = stepIndex + 1 < proposal.stepCount
  for (let round = 0; round < GATE_ROUNDS_MAX; round++) {
    const gate = await waitForLawfulMoment(desk, proposal, ref)
    if (gate !== 'open') return afterGate(desk, proposal, gate, hasNext)
    const dispatched = await dispatch(desk, proposal, ref)
    const { state } = dispatched
    if (state === 'settled' || state === 'lapsed') return afterGate(desk, proposal, state, hasNext)
    if (state !== 'gate-closed') return afterDispatch(desk, dispatched, hasNext)
  }
  return backBlocked(desk, 'gate-unsteady')
}

const dispatch = (desk: Desk, proposal: Proposal, ref: StepRef): Promise<Dispatched> =>
  dispatchMessage({
    ref,
    sequence: nextSequence(desk),
    evidenceHash: proposal.evidenceHash,
    approversNeeded: approversNeeded(desk),
    approvalEnds_ms: approvalEnds_ms(desk, proposal),
    approvedBy: approvers(desk),
    decisionIds: desk.approvals.map(({ decisionId }) => decisionId),
  })

async function afterGate(
  desk: Desk,
  proposal: Proposal,
  gate: Exclude<Gate, 'open'>,
  hasNext: boolean,
): Promise<Sent | 'next-channel'> {
  if (gate === 'withdrawn' || gate === 'disturbed') return 'back-to-the-desk'
  if (gate === 'settled') return endingOfUndecided(desk, 'settled')
  if (gate === 'lapsed') return afterLapse(desk, proposal)
  desk.wasBlocked = true
  if (hasNext) return 'next-channel'
  forgetApprovals(desk)
  return 'back-to-the-desk'
}

async function afterLapse(desk: Desk, proposal: Proposal): Promise<Sent> {
  if (bankNow_ms(desk) >= proposal.dueDatePassed_ms) return endingOfUndecided(desk, 'lapsed')
  await standVoid(desk, 'awaiting_decision', 'approval-lapsed')
  return 'back-to-the-desk'
}

async function backBlocked(desk: Desk, reason: string): Promise<Sent> {
  desk.wasBlocked = true
  forgetApprovals(desk)
  await stand(desk, 'blocked', reason)
  return 'back-to-the-desk'
}

async function afterDispatch(
  desk: Desk,
  dispatched: Dispatched,
  hasNext: boolean,
): Promise<Sent | 'next-channel'> {
  const wasTaken = dispatched.state === 'accepted' || dispatched.state === 'unknown'
  const end: DeliveryEnd = wasTaken
    ? await followDelivery(desk, dispatched)
    : { status: null, errorCode: dispatched.errorCode }
  return end === 'unresolved' ? 'unresolved' : recordEnd(desk, dispatched.dispatchKey, end, hasNext)
}

async function recordEnd(
  desk: Desk,
  dispatchKey: string,
  { status, errorCode }: Exclude<DeliveryEnd, 'unresolved'>,
  hasNext: boolean,
): Promise<Sent | 'next-channel'> {
  const delivered = await record.recordDelivery({
    caseId: desk.start.caseId,
    dispatchKey,
    sequence: nextSequence(desk),
    status,
    errorCode,
    hasNext,
    approvedBy: approvers(desk),
  })
  desk.stage = delivered.stage
  desk.reason = delivered.reason
  show(desk)
  switch (delivered.is) {
    case 'try-next':
      return 'next-channel'
    case 'not-delivered':
      return 'not_delivered'
    case 'halted':
      desk.wasBlocked = true
      forgetApprovals(desk)
      return 'back-to-the-desk'
    default:
      return 'outcome'
  }
}

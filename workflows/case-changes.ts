import { detailFor, UNDO_MS, type DecisionClaims, type Verdict } from '../domain/decision.ts'
import { record } from './case-activities.ts'
import { propose } from './case-assess.ts'
import { heedContactRules } from './case-on-hold.ts'
import {
  approversNeeded,
  forgetApprovals,
  hearRulesChanged,
  nextSequence,
  voidApprovals,
  type Desk,
} from './case-desk.ts'
import { show, stageOf } from './case-stage.ts'

/** What a decision changes at once. */
export const changes: Partial<Record<Verdict, (desk: Desk, claims: DecisionClaims) => void>> = {
  approve: (desk, { actor, decisionId }) => {
    desk.approvals = [...desk.approvals, { actorId: actor.id, decisionId }]
    desk.reason = null
    const isFull = desk.approvals.length === approversNeeded(desk)
    desk.stage = isFull ? 'holding' : 'awaiting_second'
    if (isFull) desk.holdUntil_ms = Date.now() + UNDO_MS
  },
  reject: (desk, { rejectReason }) => {
    desk.isRejected = true
    desk.stage = 'awaiting_outcome'
    desk.reason = `rejected:${rejectReason}`
  },
  cancel: (desk, claims) => {
    forgetApprovals(desk)
    desk.isCancelled = true
    desk.stage = 'awaiting_outcome'
    desk.reason = `cancelled:${detailFor(claims, 'cancel')?.reason}`
  },
  undo: (desk) => {
    forgetApprovals(desk)
    desk.stage = 'awaiting_decision'
    desk.reason = 'undone'
  },
  snooze: (desk, claims) => {
    const until = detailFor(claims, 'snooze')?.until ?? null
    forgetApprovals(desk)
    desk.stage = 'snoozed'
    desk.reason = until === null ? 'until-risk-changes' : null
    desk.snoozedUntil_ms = until === null ? null : Date.parse(until)
  },
  reassign: (desk, claims) => {
    desk.assignee = detailFor(claims, 'reassign')?.to ?? desk.assignee
  },
}

/** Decisions that change what is decided on: nobody approves meanwhile, and what was approved is void. */
export const changesPlan: Partial<Record<Verdict, (desk: Desk, claims: DecisionClaims) => Promise<void>>> = {
  amend: (desk, claims) =>
    changing(desk, async () => {
      const { proposal } = desk
      const edits = detailFor(claims, 'amend')?.edits ?? []
      if (!proposal) return
      voidApprovals(desk)
      desk.stage = 'awaiting_decision'
      desk.reason = 'amended'
      desk.snoozedUntil_ms = null
      show(desk)
      const planVersion = proposal.planVersion + 1
      const sequence = nextSequence(desk)
      const change = stageOf(desk)
      const { planHash } = await record.amendPlan({ claims, edits, planVersion, sequence, change })
      desk.proposal = { ...proposal, planHash, planVersion }
    }),
  hold: (desk, claims) =>
    changing(desk, async () => {
      const hold = detailFor(claims, 'hold')
      if (!hold) return
      await record.placeHold({ claims, hold, customer: desk.start.customer })
      hearRulesChanged(desk, 'hold')
      await heedContactRules(desk)
    }),
  adopt: (desk, claims) =>
    changing(desk, async () => {
      const { proposal } = desk
      const chosen = detailFor(claims, 'adopt')?.interventionId
      if (!proposal || !chosen) return
      const { evaluationId, scoreVersion } = proposal
      const version = proposal.version + 1
      await propose(desk, { evaluationId, version, scoreVersion, cause: 'plan-chosen', chosen })
      await record.recordDecision({ claims, sequence: nextSequence(desk), change: stageOf(desk) })
    }),
}

async function changing(desk: Desk, change: () => Promise<void>): Promise<void> {
  desk.isChanging = true
  try {
    await change()
  } finally {
    desk.isChanging = false
  }
}

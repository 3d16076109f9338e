import { z } from 'zod'
import { clockMapSchema } from './bank-time.ts'
import { localDateSchema } from './calendar.ts'
import type { Verdict } from './decision.ts'
import { messageStatusSchema } from './message.ts'
import { settlementStatuses } from './obligation.ts'

/** What can be said to a running case. Past tense: signals (facts). Imperative: Updates (requests that can be refused). */
export const caseMessageNames = {
  decide: 'decide',
  undo: 'undo',
  amend: 'amend',
  adopt: 'adopt',
  snooze: 'snooze',
  hold: 'hold',
  reassign: 'reassign',
  escalate: 'escalate',
  cancel: 'cancel',
  decision: 'decision',
  evidenceChanged: 'evidenceChanged',
  contactRulesChanged: 'contactRulesChanged',
  sealBroken: 'sealBroken',
  inboundReply: 'inboundReply',
  undoTimeOver: 'undoTimeOver',
  customerErased: 'customerErased',
  renew: 'renew',
  obligationSettled: 'obligationSettled',
  messageStatus: 'messageStatus',
  clockChanged: 'clockChanged',
  summary: 'summary',
} as const

/** The Updates that carry a decision, and the verdicts that each takes. */
export const decisionUpdates = {
  decide: ['approve', 'reject'],
  undo: ['undo'],
  amend: ['amend'],
  adopt: ['adopt'],
  snooze: ['snooze'],
  hold: ['hold'],
  reassign: ['reassign'],
  escalate: ['escalate'],
  cancel: ['cancel'],
} as const satisfies Record<string, readonly Verdict[]>
export type DecisionUpdate = keyof typeof decisionUpdates

export const updateFor = (verdict: Verdict): DecisionUpdate =>
  verdict === 'approve' || verdict === 'reject' ? 'decide' : verdict

/** The signed token says who, what and on which hashes; the signal `decision` takes it too, from operations. */
export type DecideInput = { token: string }
export type DecideResult = { stage: string; holdUntil: string | null }

export const obligationSettledSchema = z.object({
  obligationId: z.string(),
  eventId: z.string(),
  date: localDateSchema,
  status: z.enum(settlementStatuses),
  amountMinor: z.int(),
})
export type ObligationSettled = z.infer<typeof obligationSettledSchema>

export const messageStatusChangedSchema = z.object({
  dispatchKey: z.string(),
  providerId: z.string(),
  status: messageStatusSchema,
  errorCode: z.string().nullable(),
})
export type MessageStatusChanged = z.infer<typeof messageStatusChangedSchema>

/** A later evaluation of the customer, by reference; only the latest counts. */
export const evidenceChangedSchema = z.object({ evaluationId: z.string() })
export type EvidenceChanged = z.infer<typeof evidenceChangedSchema>

/** A basis, hold or opt-out of the customer has changed. */
export const contactRulesChangedSchema = z.object({
  cause: z.enum(['basis', 'hold', 'opt-out', 'template-withdrawn', 'vulnerability']),
})
export type ContactRulesChanged = z.infer<typeof contactRulesChangedSchema>

/** A worker took the customer's call: the case is seen from now on. */
export type SealBroken = { by: string }

/** A rehearsal lets no time pass in which an approval could be taken back (`domain/undo-release.ts`). */
export type UndoTimeOver = { token: string }

/** The customer has written: the words lie in the vault, here are their reference and SHA-256. */
export const inboundReplySchema = z.object({
  reference: z.string(),
  hash: z.string(),
  kind: z.enum(['text', 'help', 'stop']),
})
export type InboundReply = z.infer<typeof inboundReplySchema>

export const clockChangedSchema = z.object({ clock: clockMapSchema })
export type ClockChanged = z.infer<typeof clockChangedSchema>

export const caseTaskQueue = 'cases'
export const outreachTaskQueue = 'outreach'
export const caseWorkflowType = 'caseWorkflow'

import { z } from 'zod'
import { clockMapSchema } from './bank-time.ts'
import { localDateSchema } from './calendar.ts'
import { messageStatusSchema } from './message.ts'
import { settlementStatuses } from './obligation.ts'

/** What can be said to a running case. Past tense: signals (facts). Imperative: Updates (requests that can be refused). */
export const caseMessageNames = {
  decide: 'decide',
  undo: 'undo',
  obligationSettled: 'obligationSettled',
  messageStatus: 'messageStatus',
  clockChanged: 'clockChanged',
  summary: 'summary',
} as const

/** Update `decide` and `undo`: the signed token says who, what and on which hashes. */
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

export const clockChangedSchema = z.object({ clock: clockMapSchema })
export type ClockChanged = z.infer<typeof clockChangedSchema>

export const caseTaskQueue = 'cases'
export const outreachTaskQueue = 'outreach'
export const caseWorkflowType = 'caseWorkflow'

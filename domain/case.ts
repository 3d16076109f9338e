import { z } from 'zod'
import { clockMapSchema } from './bank-time.ts'
import { dueObligationSchema } from './evaluation.ts'
import { caseIdSchema, tokenSchema } from './ids.ts'

export const caseStages = [
  'assessing',
  'awaiting_decision',
  'awaiting_second',
  'holding', // approved; the undo time runs
  'awaiting_window', // the gate named a later lawful moment
  'sending',
  'awaiting_delivery',
  'unresolved', // it may have been sent; a human must look
  'blocked', // the gate said no
  'monitoring', // no approval, no message
  'awaiting_outcome',
  'closed',
] as const
export const caseStageSchema = z.enum(caseStages)
export type CaseStage = z.infer<typeof caseStageSchema>

/** Stages in which a case waits for a human, is monitored or waits for the outcome: nothing moves by itself. */
export const restingStages: readonly CaseStage[] = [
  'awaiting_decision',
  'awaiting_second',
  'monitoring',
  'awaiting_outcome',
  'blocked',
  'unresolved',
  'closed',
]

/** The workflow's input: references only. */
export const caseStartSchema = z.object({
  caseId: caseIdSchema,
  customer: tokenSchema,
  episode: z.int().min(1),
  evaluationId: z.string(),
  obligation: dueObligationSchema,
  assignment: z.enum(['outreach', 'hold-out']),
  clock: clockMapSchema,
  /** Base64, 32 bytes: verifies decision tokens. */
  decisionPublicKey: z.string(),
  bankZone: z.string(),
})
export type CaseStart = z.infer<typeof caseStartSchema>

export const caseEndings = [
  'outcome',
  'rejected',
  'not_delivered',
  'blocked',
  'unresolved',
  'settled_before_decision',
  'decision_lapsed',
  'monitored',
] as const
export type CaseEnding = (typeof caseEndings)[number]
export type CaseEnd = { caseId: string; ending: CaseEnding; outcome: string | null }

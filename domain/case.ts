import { z } from 'zod'
import { clockMapSchema } from './bank-time.ts'
import { dueObligationSchema } from './evaluation.ts'
import { hardshipSchema } from './hardship.ts'
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
  'snoozed', // somebody decided to decide later
  'on_hold', // a blocking hold stands: nothing is decided, the SLA stands still
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
  'snoozed',
  'on_hold',
  'monitoring',
  'awaiting_outcome',
  'blocked',
  'unresolved',
  'closed',
]

/** Somebody has said that the customer needs help: it outranks the classifier, and both are kept (spec §3). */
export const declaredHardshipSchema = z.object({
  hardship: hardshipSchema,
  source: z.string().max(64),
})
export type DeclaredHardship = z.infer<typeof declaredHardshipSchema>

/** The workflow's input: references only. */
export const caseStartSchema = z.object({
  caseId: caseIdSchema,
  customer: tokenSchema,
  episode: z.int().min(1),
  evaluationId: z.string(),
  obligation: dueObligationSchema,
  assignment: z.enum(['outreach', 'hold-out']),
  /** Of a case by hand. */
  declared: declaredHardshipSchema.nullable(),
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
  'cancelled',
  'level_fell',
  'held_out',
  'monitored',
] as const
export type CaseEnding = (typeof caseEndings)[number]
export type CaseEnd = { caseId: string; ending: CaseEnding; outcome: string | null }

/** Why a case stands where it stands is a word of its row; these two kinds decide what people may do about it. */
const OPERATIONS = 'operations:'
const PLAN_SPENT = 'provider-failed:'

/** It cannot go on by itself: operations must look. */
export const troubleReason = (cause: string): string => `${OPERATIONS}${cause}`
export const isTrouble = (reason: string | null): boolean => reason?.startsWith(OPERATIONS) === true

/** The provider took the plan's message and then failed for a cause on our side: this plan is never sent again. */
export const planSpentReason = (code: string | null): string => `${PLAN_SPENT}${code ?? 'unknown'}`
export const isPlanSpent = (reason: string | null): boolean => reason?.startsWith(PLAN_SPENT) === true

import { z } from 'zod'
import { holdKindSchema } from './hold.ts'
import { caseIdSchema, sha256Schema } from './ids.ts'
import { actorIdSchema, actorSchema } from './roles.ts'

export const rejectReasons = [
  'already-in-contact',
  'wrong-hardship',
  'data-looks-wrong',
  'message-unsuitable',
  'customer-should-not-be-contacted',
  'other',
] as const
export const rejectReasonSchema = z.enum(rejectReasons)
export type RejectReason = z.infer<typeof rejectReasonSchema>

/** What a person may say to a case: on the plan (the first three), and on how the case is worked. */
export const verdicts = [
  'approve',
  'reject',
  'undo',
  'amend', // other words in the plan
  'adopt', // the plan of another row of the matrix
  'snooze',
  'hold', // a reason of the customer's stands against contact
  'reassign',
  'escalate',
  'cancel',
] as const
export const verdictSchema = z.enum(verdicts)
export type Verdict = z.infer<typeof verdictSchema>

export const cancelReasons = [
  'customer-asked',
  'opened-in-error',
  'handled-elsewhere',
  'fraud-suspected',
] as const
export const cancelReasonSchema = z.enum(cancelReasons)
export type CancelReason = z.infer<typeof cancelReasonSchema>

/** The words of an edited step lie in the vault. */
export const textEditSchema = z.strictObject({
  stepIndex: z.int().min(0).max(3),
  ref: z.uuid(),
  sha256: sha256Schema,
})
export type TextEdit = z.infer<typeof textEditSchema>

/** What a verdict needs besides itself. */
export const decisionDetailSchema = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('amend'), edits: z.array(textEditSchema).min(1).max(4) }),
  z.strictObject({ for: z.literal('adopt'), interventionId: z.string().max(64) }),
  /** Bank time; null: until the risk changes. */
  z.strictObject({ for: z.literal('snooze'), until: z.iso.datetime().nullable() }),
  /** Local dates: the last day, and for some kinds the end of a treatment. */
  z.strictObject({
    for: z.literal('hold'),
    kind: holdKindSchema,
    until: z.iso.date(),
    treatmentEnds: z.iso.date().nullable(),
  }),
  z.strictObject({ for: z.literal('reassign'), to: actorIdSchema }),
  z.strictObject({ for: z.literal('cancel'), reason: cancelReasonSchema }),
])
export type DecisionDetail = z.infer<typeof decisionDetailSchema>

/**
 * What a decision token says. Made by the API for a signed-in person, Ed25519 over its canonical JSON,
 * verified inside the workflow; consumed once. `base64url(claims).base64url(signature)`.
 */
export const decisionClaimsSchema = z.object({
  schema: z.literal('decision/1'),
  caseId: caseIdSchema,
  decisionId: z.uuid(),
  verdict: verdictSchema,
  rejectReason: rejectReasonSchema.nullable(),
  detail: decisionDetailSchema.nullable(),
  evidenceHash: sha256Schema,
  planHash: sha256Schema,
  actor: actorSchema,
  issuedAt: z.iso.datetime(),
  /** Wall time. */
  expiresAt: z.iso.datetime(),
})
export type DecisionClaims = z.infer<typeof decisionClaimsSchema>

/** The detail of a verdict, where the claims carry it. */
export const detailFor = <V extends DecisionDetail['for']>(
  { detail }: Pick<DecisionClaims, 'detail'>,
  verdict: V,
): Extract<DecisionDetail, { for: V }> | null =>
  detail?.for === verdict ? (detail as Extract<DecisionDetail, { for: V }>) : null

export const DECISION_TOKEN_LIFETIME_MS = 5 * 60_000
/** After approval, until anything is sent. Wall time. */
export const UNDO_MS = 10_000

import { z } from 'zod'
import { caseIdSchema, sha256Schema } from './ids.ts'
import { actorSchema } from './roles.ts'

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

export const verdictSchema = z.enum(['approve', 'reject', 'undo'])
export type Verdict = z.infer<typeof verdictSchema>

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
  evidenceHash: sha256Schema,
  planHash: sha256Schema,
  actor: actorSchema,
  issuedAt: z.iso.datetime(),
  /** Wall time. */
  expiresAt: z.iso.datetime(),
})
export type DecisionClaims = z.infer<typeof decisionClaimsSchema>

export const DECISION_TOKEN_LIFETIME_MS = 5 * 60_000
/** After approval, until anything is sent. Wall time. */
export const UNDO_MS = 10_000

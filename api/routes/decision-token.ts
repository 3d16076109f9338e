import { randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { DECISION_TOKEN_LIFETIME_MS, type DecisionClaims } from '../../domain/decision.ts'
import { encodeDecisionToken } from '../../domain/decision-token.ts'
import type { Sign } from '../../domain/signed-token.ts'
import { encodeUndoRelease } from '../../domain/undo-release.ts'

export type SignDecision = (claims: DecisionClaims) => string

/** Says of a case that its undo time is over. */
export type SignUndoRelease = (caseId: string) => string

/** @param privateKey base64, 32 bytes (Ed25519 seed) */
export function caseSigners(privateKey: string): {
  signDecision: SignDecision
  signUndoRelease: SignUndoRelease
} {
  const seed = Buffer.from(privateKey, 'base64')
  const sign: Sign = (message) => ed25519.sign(message, seed)
  return {
    signDecision: (claims) => encodeDecisionToken(claims, sign),
    signUndoRelease: (caseId) => encodeUndoRelease(caseId, Date.now(), sign),
  }
}

type Wish = Pick<DecisionClaims, 'caseId' | 'verdict' | 'evidenceHash' | 'planHash' | 'actor'> &
  Partial<Pick<DecisionClaims, 'rejectReason' | 'detail'>>

/** A new decision with its own id, good for a few minutes of wall time. */
export function claimsOf(wish: Wish, now_ms = Date.now()): DecisionClaims {
  return {
    schema: 'decision/1',
    decisionId: randomUUID(),
    rejectReason: null,
    detail: null,
    ...wish,
    issuedAt: new Date(now_ms).toISOString(),
    expiresAt: new Date(now_ms + DECISION_TOKEN_LIFETIME_MS).toISOString(),
  }
}

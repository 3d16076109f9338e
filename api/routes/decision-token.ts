import { randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { DECISION_TOKEN_LIFETIME_MS, type DecisionClaims } from '../../domain/decision.ts'
import { encodeDecisionToken } from '../../domain/decision-token.ts'

export type SignDecision = (claims: DecisionClaims) => string

/** @param privateKey base64, 32 bytes (Ed25519 seed) */
export function decisionSigner(privateKey: string): SignDecision {
  const seed = Buffer.from(privateKey, 'base64')
  return (claims) => encodeDecisionToken(claims, (message) => ed25519.sign(message, seed))
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

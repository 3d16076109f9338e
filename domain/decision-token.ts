import { decisionClaimsSchema, type DecisionClaims } from './decision.ts'
import { encodeToken, readToken, verifyToken, type Sign, type Verify } from './signed-token.ts'

export const encodeDecisionToken = (claims: DecisionClaims, sign: Sign): string =>
  encodeToken(decisionClaimsSchema, claims, sign)

/** What a token says, unverified: only to find the case and the decision that it speaks of. Null where it is no token. */
export const readDecisionToken = (token: string): DecisionClaims | null =>
  readToken(decisionClaimsSchema, token)

/** The claims of a token whose signature holds, or why it does not. */
export const verifyDecisionToken = (token: unknown, verify: Verify) =>
  verifyToken(decisionClaimsSchema, token, verify)

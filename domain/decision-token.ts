import { fromBase64Url, toBase64Url } from './base64url.ts'
import { canonicalJson } from './canonical-json.ts'
import { decisionClaimsSchema, type DecisionClaims } from './decision.ts'

export const DECISION_TOKEN_LENGTH_MAX = 4_096

/** Ed25519 over the bytes; the key stays with whoever injects it. */
export type Sign = (message: Uint8Array) => Uint8Array
export type Verify = (signature: Uint8Array, message: Uint8Array) => boolean

type Parts = { claims: DecisionClaims; message: Uint8Array; signature: Uint8Array }

/** `base64url(claims).base64url(signature)`: the signature is over the UTF-8 bytes of the claims' canonical JSON. */
export function encodeDecisionToken(claims: DecisionClaims, sign: Sign): string {
  const message = new TextEncoder().encode(canonicalJson(decisionClaimsSchema.parse(claims)))
  return `${toBase64Url(message)}.${toBase64Url(sign(message))}`
}

/** What a token says, unverified: only to find the case and the decision that it speaks of. Null where it is no token. */
export const readDecisionToken = (token: string): DecisionClaims | null => partsOf(token)?.claims ?? null

/** The claims of a token whose signature holds, or why it does not. */
export function verifyDecisionToken(
  token: string,
  verify: Verify,
): { claims: DecisionClaims } | { refusal: 'token-unreadable' | 'signature-wrong' } {
  const parts = partsOf(token)
  if (!parts) return { refusal: 'token-unreadable' }
  return holds(parts, verify) ? { claims: parts.claims } : { refusal: 'signature-wrong' }
}

/** A library may throw on a malformed signature; to us it is a wrong one. */
function holds({ signature, message }: Parts, verify: Verify): boolean {
  try {
    return verify(signature, message)
  } catch {
    return false
  }
}

function partsOf(token: string): Parts | null {
  if (token.length > DECISION_TOKEN_LENGTH_MAX) return null
  const [claimsText, signatureText, ...rest] = token.split('.')
  if (!claimsText || !signatureText || rest.length > 0) return null
  const message = fromBase64Url(claimsText)
  const signature = fromBase64Url(signatureText)
  if (!message || !signature) return null
  const claims = decisionClaimsSchema.safeParse(parseJson(message))
  return claims.success ? { claims: claims.data, message, signature } : null
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

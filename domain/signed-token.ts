import type { z } from 'zod'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { canonicalJson } from './canonical-json.ts'

const TOKEN_LENGTH_MAX = 4_096

/** Ed25519 over the bytes; the key stays with whoever injects it. */
export type Sign = (message: Uint8Array) => Uint8Array
export type Verify = (signature: Uint8Array, message: Uint8Array) => boolean

type Parts<C> = { claims: C; message: Uint8Array; signature: Uint8Array }

/** `base64url(claims).base64url(signature)`: the signature is over the UTF-8 bytes of the claims' canonical JSON. */
export function encodeToken<C>(schema: z.ZodType<C>, claims: C, sign: Sign): string {
  const message = new TextEncoder().encode(canonicalJson(schema.parse(claims)))
  return `${toBase64Url(message)}.${toBase64Url(sign(message))}`
}

/** What a token says, unverified; null where it is no token of this kind. */
export const readToken = <C>(schema: z.ZodType<C>, token: string): C | null =>
  partsOf(schema, token)?.claims ?? null

/** The claims of a token whose signature holds, or why it does not. Whatever came in its place is no token. */
export function verifyToken<C>(
  schema: z.ZodType<C>,
  token: unknown,
  verify: Verify,
): { claims: C } | { refusal: 'token-unreadable' | 'signature-wrong' } {
  const parts = partsOf(schema, token)
  if (!parts) return { refusal: 'token-unreadable' }
  return holds(parts, verify) ? { claims: parts.claims } : { refusal: 'signature-wrong' }
}

/** A library may throw on a malformed signature; to us it is a wrong one. */
function holds({ signature, message }: Parts<unknown>, verify: Verify): boolean {
  try {
    return verify(signature, message)
  } catch {
    return false
  }
}

function partsOf<C>(schema: z.ZodType<C>, token: unknown): Parts<C> | null {
  if (typeof token !== 'string' || token.length > TOKEN_LENGTH_MAX) return null
  const [claimsText, signatureText, ...rest] = token.split('.')
  if (!claimsText || !signatureText || rest.length > 0) return null
  const message = fromBase64Url(claimsText)
  const signature = fromBase64Url(signatureText)
  if (!message || !signature) return null
  const claims = schema.safeParse(parseJson(message))
  return claims.success ? { claims: claims.data, message, signature } : null
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

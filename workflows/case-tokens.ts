import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64Url } from '../domain/base64url.ts'
import type { Verify } from '../domain/signed-token.ts'
import type { Desk } from './case-desk.ts'

/** Verifies what the API of this product has signed for the case, by pure JavaScript. */
export function verifierOf({ start }: Desk): Verify {
  const publicKey = fromBase64Url(start.decisionPublicKey) ?? new Uint8Array()
  return (signature, message) => ed25519.verify(signature, message, publicKey, { zip215: false })
}

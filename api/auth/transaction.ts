import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

/** What must survive the trip to the issuer, encrypted in a cookie of the browser that began it. */
export const signInTransactionSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** A path of ours to go on to. */
  to: z.string(),
})
export type SignInTransaction = z.infer<typeof signInTransactionSchema>

export const TRANSACTION_LIFETIME_S = 600
const PATH_CHARACTERS_MAX = 1_000

export const sealTransaction = (key: Uint8Array, transaction: SignInTransaction): Promise<string> =>
  new EncryptJWT(transaction)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(`${TRANSACTION_LIFETIME_S}s`)
    .encrypt(key)

/** Null where it is absent, too old or not ours. */
export async function openTransaction(
  key: Uint8Array,
  sealed: string | undefined,
): Promise<SignInTransaction | null> {
  if (!sealed) return null
  try {
    const { payload } = await jwtDecrypt(sealed, key)
    return signInTransactionSchema.parse(payload)
  } catch {
    return null
  }
}

/** A path on this site, or the front page: never another host. */
export function safePath(to: unknown): string {
  if (typeof to !== 'string' || to.length > PATH_CHARACTERS_MAX || !to.startsWith('/')) return '/'
  const url = new URL(to, 'http://here.invalid')
  return url.host === 'here.invalid' && !to.includes('\\') ? url.pathname + url.search + url.hash : '/'
}

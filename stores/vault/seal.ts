import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { ServiceError } from '../../domain/errors.ts'

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM: nonce, tag and ciphertext in one buffer. `context` is bound in as additional data, so that
 * bytes moved to another customer or purpose do not open.
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext])
}

/** @throws ServiceError corrupt where a byte, the key or the context is not the one that sealed it */
export function open(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES)
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
    // Of a list of a hundred names the raw key would take most of the time: Node copies it more dearly than this.
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(context)).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    throw new ServiceError('corrupt', 'vault-seal', 'A sealed value in the vault does not verify')
  }
}

import { createHmac } from 'node:crypto'
import type { Token } from '../domain/ids.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const TOKEN_CHARS = 26

/**
 * The customer's token: HMAC-SHA-256 of the bank's id under the pepper, 130 bits of it in base32. The same through
 * every door; the transform of Kafka Connect (`stack/connect`) does the same in Java. Databases pad ids with spaces
 * and systems differ in how they compose accents, so neither makes another customer.
 */
export function tokenOf(pepper: Buffer, bankId: string): Token {
  const plain = bankId.normalize('NFC').replace(/^ +| +$/g, '')
  const digest = createHmac('sha256', pepper).update(plain, 'utf8').digest()
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of digest) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5 && text.length < TOKEN_CHARS) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
  }
  return `c_${text}`
}

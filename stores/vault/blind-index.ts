import { createHmac } from 'node:crypto'

const WORDS_MAX = 16
const PHONE_DIGITS = 4

/** Lower case without Latin accents; marks of other scripts are letters there and stay. */
export function normalisedWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
  return [...new Set(plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== ''))].slice(0, WORDS_MAX)
}

const hashWord = (indexKey: Uint8Array, word: string): Buffer =>
  createHmac('sha256', indexKey).update(`word:${word}`).digest()
const hashPhone = (indexKey: Uint8Array, digits: string): Buffer =>
  createHmac('sha256', indexKey).update(`phone:${digits}`).digest()

/** A whole number, by which a message that comes in finds who wrote it; no search of people reaches it. */
export const hashNumber = (indexKey: Uint8Array, phone: string): Buffer =>
  createHmac('sha256', indexKey).update(`number:${phone}`).digest()

/** What is kept of a contact: keyed hashes of the name's words, of the phone's last four digits and of the whole number. */
export function contactHashes(
  indexKey: Uint8Array,
  contact: { name: string; phone?: string | undefined },
): Buffer[] {
  const words = normalisedWords(contact.name).map((word) => hashWord(indexKey, word))
  if (!contact.phone) return words
  const digits = contact.phone.slice(-PHONE_DIGITS)
  return [...words, hashPhone(indexKey, digits), hashNumber(indexKey, contact.phone)]
}

/** One group a word of the query; a contact matches when it has a hash of each group. */
export function queryHashes(indexKey: Uint8Array, query: string): Buffer[][] {
  return normalisedWords(query).map((word) =>
    /^\d{4,}$/.test(word)
      ? [hashWord(indexKey, word), hashPhone(indexKey, word.slice(-PHONE_DIGITS))]
      : [hashWord(indexKey, word)],
  )
}

import { canonicalJson } from './canonical-json.ts'
import { sha256 } from './hash.ts'

/** The place of a sealed record in the chain: its number, the hash of the seal before it, of its text, and its own. */
export type Seal = { number: number; before: string; sha256: string; hash: string }
/** Where a chain ends. */
export type ChainHead = Pick<Seal, 'number' | 'hash'>
/** A seal beside its record; `isTextWhole`: the text has the hash that the seal names. */
export type Link = Seal & { isTextWhole: boolean }

export type SealFault = 'missing' | 'reordered' | 'doubled' | 'changed' | 'broken'

/** What the first seal follows. */
export const CHAIN_START: ChainHead = { number: 0, hash: '0'.repeat(64) }

/** SHA-256 (hex) of the canonical JSON of number, hash before and hash of the text. */
export const sealHashOf = ({ number, before, sha256: text }: Omit<Seal, 'hash'>): string =>
  sha256(canonicalJson({ before, number, sha256: text }))

/** The seal of a text of this hash, after those that stand. */
export function nextSeal(head: ChainHead, textSha256: string): Seal {
  const seal = { number: head.number + 1, before: head.hash, sha256: textSha256 }
  return { ...seal, hash: sealHashOf(seal) }
}

/** The first link of a chain, in the order given, that does not hold; null where all of it does. */
export function firstFault(links: readonly Link[]): { number: number; fault: SealFault } | null {
  const numbers = new Set(links.map(({ number }) => number))
  let head = CHAIN_START
  for (const link of links) {
    const expected = head.number + 1
    if (link.number < expected) return { number: link.number, fault: 'doubled' }
    if (link.number > expected)
      return { number: expected, fault: numbers.has(expected) ? 'reordered' : 'missing' }
    if (!link.isTextWhole) return { number: expected, fault: 'changed' }
    if (link.before !== head.hash || link.hash !== sealHashOf(link))
      return { number: expected, fault: 'broken' }
    head = link
  }
  return null
}

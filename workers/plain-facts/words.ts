const BUCKETS = 64

type Known<T> = { bytes: Buffer; word: T }

/** Some known words of ASCII, each found in bytes without making a string of it. */
export class Words<T extends string> {
  readonly first: T
  private readonly buckets: Known<T>[][] = Array.from({ length: BUCKETS }, () => [])

  constructor(words: readonly [T, ...T[]]) {
    this.first = words[0]
    for (const word of words) {
      const bytes = Buffer.from(word, 'ascii')
      this.bucketOf(bytes, 0, bytes.length).push({ bytes, word })
    }
  }

  private bucketOf(bytes: Uint8Array, from: number, to: number): Known<T>[] {
    const mixed = (to - from) * 5 + bytes[from]! * 3 + bytes[to - 1]!
    return this.buckets[mixed & (BUCKETS - 1)]!
  }

  /** The word that stands from one index to another; null: none of them. */
  find(bytes: Uint8Array, from: number, to: number): T | null {
    if (from === to) return null
    for (const known of this.bucketOf(bytes, from, to))
      if (known.bytes.length === to - from && isAt(known.bytes, bytes, from)) return known.word
    return null
  }
}

function isAt(word: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[from + i]) return false
  return true
}

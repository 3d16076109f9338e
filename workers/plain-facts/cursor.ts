import { DAY_MS } from '../../domain/calendar.ts'
import { knownInstant } from '../../features/instant.ts'
import { dayAt, digitAt, timeAt_ms } from './instants.ts'
import type { Words } from './words.ts'

const QUOTE = 0x22
const MINUS = 0x2d
const ZERO = 0x30
const BACKSLASH = 0x5c
const LETTER_A = 0x41
const LETTER_Z = 0x5a
const FIRST_PRINTABLE = 0x20
const LAST_PRINTABLE = 0x7e

/** So many digits tell a whole number exactly. */
const DIGITS_MAX = 15
const TEXT_CHARS_MAX = 64
const DATE_CHARS = 10
const CURRENCY_CHARS = 3

/**
 * Reads JSON from left to right, where it is written in the usual form: no blanks, no escapes, printable ASCII. Behind
 * anything else what it gives means nothing, and `endsWith` says so.
 */
export class Cursor {
  private isUsual = true
  private bytes: Buffer = Buffer.alloc(0)
  private at = 0
  private end = 0
  /** A bank has a few: each is made once. */
  private readonly currencies = new Map<number, string>()

  /** To read what stands from one index to another. */
  open(bytes: Buffer, from: number, to: number): void {
    this.bytes = bytes
    this.at = from
    this.end = to
    this.isUsual = true
  }

  /** Moves behind these bytes, where they stand here. */
  goesOnWith(expected: Uint8Array): boolean {
    const { bytes, at } = this
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false
    this.at = at + expected.length
    return true
  }

  /** Moves behind these bytes, which must stand here. */
  after(expected: Uint8Array): this {
    this.isUsual &&= this.goesOnWith(expected)
    return this
  }

  /** Whether these bytes end what was usual throughout. Reading may have gone too far only where they do not. */
  endsWith(expected: Uint8Array): boolean {
    return this.isUsual && this.goesOnWith(expected) && this.at === this.end
  }

  /** One of the words. */
  word<T extends string>(words: Words<T>): T {
    const from = this.at + 1
    const found = words.find(this.bytes, from, this.textEnd())
    this.isUsual &&= found !== null
    return found ?? words.first
  }

  /** 1 to 64 characters. */
  text(): string {
    const from = this.at + 1
    const to = this.textEnd()
    this.isUsual &&= to > from && to - from <= TEXT_CHARS_MAX
    return this.isUsual ? this.bytes.toString('latin1', from, to) : ''
  }

  /** A date of the years 1900 to 2099. */
  date(): string {
    const from = this.at + 1
    const to = this.textEnd()
    this.isUsual &&= to - from === DATE_CHARS && !Number.isNaN(dayAt(this.bytes, from))
    return this.isUsual ? this.bytes.toString('latin1', from, to) : ''
  }

  /** UTC to the second or the millisecond: `2026-03-02T09:00:00Z`, `2026-03-02T09:00:00.000Z`. */
  instant(): string {
    const from = this.at + 1
    const to = this.textEnd()
    const at_ms = dayAt(this.bytes, from) * DAY_MS + timeAt_ms(this.bytes, from + DATE_CHARS, to)
    this.isUsual &&= !Number.isNaN(at_ms)
    return this.isUsual ? knownInstant(this.bytes.toString('latin1', from, to), at_ms) : ''
  }

  /** Three capital letters. */
  currency(): string {
    const from = this.at + 1
    const to = this.textEnd()
    let letters = 0
    for (let i = from; i < to; i++) letters = letters * 256 + capitalAt(this.bytes, i)
    this.isUsual &&= to - from === CURRENCY_CHARS && letters > 0
    if (!this.isUsual) return ''
    const known = this.currencies.get(letters)
    if (known !== undefined) return known
    const made = this.bytes.toString('latin1', from, to)
    this.currencies.set(letters, made)
    return made
  }

  /** A whole number within bounds, of at most 15 digits. */
  whole(least: number, greatest: number): number {
    const { bytes } = this
    const isNegative = bytes[this.at] === MINUS
    if (isNegative) this.at++
    const from = this.at
    let value = 0
    let digit = digitAt(bytes, this.at)
    while (digit >= 0) {
      value = value * 10 + digit
      digit = digitAt(bytes, ++this.at)
    }
    const digits = this.at - from
    // JSON has no leading zeros, and its −0 is no whole number of ours.
    const isPlain =
      digits > 0 && digits <= DIGITS_MAX && (bytes[from] !== ZERO || (digits === 1 && !isNegative))
    const signed = isNegative ? -value : value
    this.isUsual &&= isPlain && signed >= least && signed <= greatest
    return signed
  }

  /** Moves behind the text that stands here, and gives the index of its closing quote; −1 where there is no usual text. */
  private textEnd(): number {
    const { bytes } = this
    let at = this.at + 1
    let byte = bytes[at]!
    while (byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE && byte !== QUOTE && byte !== BACKSLASH)
      byte = bytes[++at]!
    if (byte !== QUOTE || bytes[this.at] !== QUOTE) {
      this.isUsual = false
      return -1
    }
    this.at = at + 1
    return at
  }
}

/** NaN where no capital letter stands. */
function capitalAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!
  return byte >= LETTER_A && byte <= LETTER_Z ? byte : NaN
}

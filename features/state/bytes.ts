const START_BYTES = 4096
export const NUMBER_BYTES_MAX = 8
const HASH_BYTES = 7
const LOW_32 = 0x1_0000_0000

/** Appends numbers and texts to a buffer that grows; whole numbers as base-128 varints. May be used again and again. */
export class Writer {
  private bytes = Buffer.allocUnsafeSlow(START_BYTES)
  private length = 0

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + count))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  count(value: number): void {
    this.reserve(NUMBER_BYTES_MAX)
    if (value > 0x7fff_ffff) return this.large(value)
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.bytes[this.length++] = rest
  }

  /** Beyond 31 bits, where bits cannot be shifted. */
  private large(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.bytes[this.length++] = rest
  }

  /** A whole number of either sign (zigzag). */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** A whole number or nothing. */
  maybe(value: number | null): void {
    if (value === null) this.count(0)
    else this.count((value < 0 ? -2 * value - 1 : 2 * value) + 1)
  }

  /** A hash of 53 bits: always as long. */
  hash(value: number): void {
    this.reserve(NUMBER_BYTES_MAX)
    const low = value >>> 0
    const high = Math.floor(value / LOW_32)
    const { bytes, length } = this
    bytes[length] = low
    bytes[length + 1] = low >>> 8
    bytes[length + 2] = low >>> 16
    bytes[length + 3] = low >>> 24
    bytes[length + 4] = high
    bytes[length + 5] = high >>> 8
    bytes[length + 6] = high >>> 16
    this.length += HASH_BYTES
  }

  text(value: string): void {
    const size = Buffer.byteLength(value)
    this.count(size)
    this.reserve(size)
    this.length += this.bytes.write(value, this.length)
  }

  /** Bytes as a string of as many characters (latin1). */
  raw(bytes: string): void {
    this.count(bytes.length)
    this.reserve(bytes.length)
    this.length += this.bytes.write(bytes, this.length, 'latin1')
  }

  /** A copy of what was written; it begins anew. */
  take(): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.length)
    this.bytes.copy(taken, 0, 0, this.length)
    this.length = 0
    return taken
  }

  /** The same as a string of as many characters (latin1). */
  takeRaw(): string {
    const taken = this.bytes.toString('latin1', 0, this.length)
    this.length = 0
    return taken
  }
}

/** Reads what `Writer` wrote. */
export class Reader {
  private readonly bytes: Uint8Array
  /** Where it reads next. */
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  /** Whether everything was read, and nothing beyond the end. */
  get isDone(): boolean {
    return this.at === this.bytes.length
  }

  private byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new RangeError('the state ends early')
    return byte
  }

  count(): number {
    let byte = this.byte()
    if (byte < 0x80) return byte
    let value = byte & 0x7f
    for (let shift = 7; shift < 28; shift += 7) {
      byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    return this.large(value)
  }

  private large(low: number): number {
    let value = low
    let scale = 0x1000_0000
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
  }

  whole(): number {
    const value = this.count()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  maybe(): number | null {
    const value = this.count()
    if (value === 0) return null
    return value % 2 === 1 ? (value - 1) / 2 : -value / 2
  }

  hash(): number {
    const low = this.byte() + (this.byte() << 8) + (this.byte() << 16)
    const third = this.byte() * 0x100_0000
    return low + third + (this.byte() + (this.byte() << 8) + (this.byte() << 16)) * LOW_32
  }

  text(): string {
    return this.slice().toString('utf8')
  }

  /** Bytes as a string of as many characters (latin1). */
  raw(): string {
    return this.slice().toString('latin1')
  }

  private slice(): Buffer {
    const size = this.count()
    const end = this.at + size
    if (end > this.bytes.length) throw new RangeError('the state ends early')
    const slice = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at, size)
    this.at = end
    return slice
  }
}

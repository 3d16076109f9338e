/** Appends numbers and texts to a buffer that grows; whole numbers as base-128 varints. */
export class Writer {
  private bytes = Buffer.allocUnsafe(1024)
  private length = 0

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  count(value: number): void {
    this.reserve(8)
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

  text(value: string): void {
    const size = Buffer.byteLength(value)
    this.count(size)
    this.reserve(size)
    this.length += this.bytes.write(value, this.length)
  }

  /** A copy of what was written. */
  done(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length))
  }
}

/** Reads what `Writer` wrote. */
export class Reader {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** Whether everything was read, and nothing beyond the end. */
  get isDone(): boolean {
    return this.at === this.bytes.length
  }

  count(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new RangeError('the state ends early')
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

  text(): string {
    const size = this.count()
    const end = this.at + size
    if (end > this.bytes.length) throw new RangeError('the state ends early')
    const value = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at, size).toString()
    this.at = end
    return value
  }
}

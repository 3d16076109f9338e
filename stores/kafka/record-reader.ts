import type { RecordBlock } from './reading-thread/block.ts'

/** Reads the records of a block, each when it is asked for: thousands of objects that live as long as it would cost more. */
export class RecordReader {
  readonly count: number
  /** Each key once; `keyIndices` says which one a record has, −1: none. */
  readonly keys: readonly string[]
  readonly keyIndices: Int32Array
  /** What `startAt` and `lengthAt` mean. */
  readonly bytes: Buffer
  private readonly block: RecordBlock

  constructor(block: RecordBlock) {
    this.block = block
    this.count = block.starts.length
    this.keys = block.keys
    this.keyIndices = block.keyIndices
    this.bytes = Buffer.from(block.bytes.buffer)
  }

  offsetAt(index: number): number {
    return this.block.firstOffset + this.block.offsets[index]!
  }

  /** Null where there is none. */
  keyAt(index: number): string | null {
    return this.keys[this.keyIndices[index]!] ?? null
  }

  /** The broker's time. */
  timestampAt(index: number): number {
    return this.block.timestamps_ms[index]!
  }

  /** Where the value stands in `bytes`. */
  startAt(index: number): number {
    return this.block.starts[index]!
  }

  /** Of the value in bytes; −1 where there is none. */
  lengthAt(index: number): number {
    return this.block.lengths[index]!
  }

  valueAt(index: number): Buffer | null {
    const start = this.startAt(index)
    const length = this.lengthAt(index)
    return length < 0 ? null : this.bytes.subarray(start, start + length)
  }

  /** The newest of the broker's times. */
  newest_ms(): number {
    return this.block.timestamps_ms.reduce((newest_ms, time_ms) => Math.max(newest_ms, time_ms), 0)
  }
}

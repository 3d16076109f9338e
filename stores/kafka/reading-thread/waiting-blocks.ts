import { joinBlocks, type RecordBlock } from './block.ts'

/** A block does not grow beyond this: about what one commit of the stream takes. */
const BLOCK_BYTES_MAX = 16 * 1024 * 1024
/** So much is out at a time, and the block that exceeds it. */
const OUT_BYTES_MAX = 16 * 1024 * 1024
/** So much waits, and what one more fetch brings. */
const WAITING_BYTES_MAX = 16 * 1024 * 1024

/**
 * Blocks that were read before the worker could take them. At most one of a partition is out with the worker. Those of
 * one partition that wait together become one, so that a worker that is behind takes more at a go.
 */
export class WaitingBlocks {
  private readonly outMax: number
  /** By partition; the oldest first. */
  private readonly waiting = new Map<number, RecordBlock[]>()
  private readonly out = new Map<number, number>()
  private waitingBytes = 0
  private outBytes = 0

  /** `outMax`: how many may be out with the worker. */
  constructor(outMax: number) {
    this.outMax = outMax
  }

  /** Whether no more should be read for now. */
  get areMany(): boolean {
    return this.waitingBytes > WAITING_BYTES_MAX
  }

  get areOut(): boolean {
    return this.out.size > 0
  }

  add(block: RecordBlock): void {
    this.waitingBytes += block.bytes.length
    const blocks = this.waiting.get(block.partition) ?? []
    const last = blocks.at(-1)
    if (last && last.bytes.length + block.bytes.length <= BLOCK_BYTES_MAX)
      blocks[blocks.length - 1] = joinBlocks(last, block)
    else blocks.push(block)
    this.waiting.set(block.partition, blocks)
  }

  /** The block that may go out now, if any. */
  next(): RecordBlock | null {
    if (this.out.size >= this.outMax || this.outBytes >= OUT_BYTES_MAX) return null
    for (const [partition, blocks] of this.waiting) {
      if (this.out.has(partition)) continue
      const block = blocks.shift()
      this.waiting.delete(partition)
      if (!block) continue
      if (blocks.length > 0) this.waiting.set(partition, blocks)
      this.waitingBytes -= block.bytes.length
      this.outBytes += block.bytes.length
      this.out.set(partition, block.bytes.length)
      return block
    }
    return null
  }

  /** The partition's block is not out any more. */
  taken(partition: number): void {
    this.outBytes -= this.out.get(partition) ?? 0
    this.out.delete(partition)
  }

  /** What waits of a partition will be read again. */
  drop(partition: number): void {
    for (const { bytes } of this.waiting.get(partition) ?? []) this.waitingBytes -= bytes.length
    this.waiting.delete(partition)
  }

  dropAll(): void {
    this.waiting.clear()
    this.waitingBytes = 0
  }
}

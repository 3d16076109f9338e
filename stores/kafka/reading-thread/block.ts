import type { KafkaMessage } from 'kafkajs'

/** Records of one partition, in order, in a few buffers that pass from thread to thread without being copied. */
export type RecordBlock = {
  partition: number
  /** Of the first record; `endOffset` is the one after the last. */
  firstOffset: number
  endOffset: number
  /** The values: of one key together, in their order. */
  bytes: Uint8Array<ArrayBuffer>
  /** Where a value begins in `bytes`, and its length; −1 where a record has no value. */
  starts: Int32Array<ArrayBuffer>
  lengths: Int32Array<ArrayBuffer>
  /** Counted from `firstOffset`. */
  offsets: Int32Array<ArrayBuffer>
  /** The broker's time (LogAppendTime). */
  timestamps_ms: Float64Array<ArrayBuffer>
  /** Indices of `keys`; −1 where a record has no key. */
  keyIndices: Int32Array<ArrayBuffer>
  /** Each key once. */
  keys: string[]
}

export type FetchedRecords = {
  partition: number
  messages: readonly Pick<KafkaMessage, 'key' | 'value' | 'offset' | 'timestamp'>[]
  firstOffset: number
  endOffset: number
}

const NONE = -1

const emptyBlock = (partition: number, firstOffset: number, count: number, size: number): RecordBlock => ({
  partition,
  firstOffset,
  endOffset: firstOffset,
  bytes: new Uint8Array(size),
  starts: new Int32Array(count),
  lengths: new Int32Array(count),
  offsets: new Int32Array(count),
  timestamps_ms: new Float64Array(count),
  keyIndices: new Int32Array(count),
  keys: [],
})

/** Copies what a fetch brought, so that nothing of it need live on. The values of a key come to stand together. */
export function packBlock({ partition, messages, firstOffset, endOffset }: FetchedRecords): RecordBlock {
  let size = 0
  for (const { value } of messages) size += value?.length ?? 0
  const block = emptyBlock(partition, firstOffset, messages.length, size)
  const indexOf = keyIndexer(block.keys)
  messages.forEach(({ key, value, offset, timestamp }, index) => {
    block.keyIndices[index] = key ? indexOf(key.toString('utf8')) : NONE
    block.lengths[index] = value?.length ?? NONE
    block.offsets[index] = Number(offset) - firstOffset
    block.timestamps_ms[index] = Number(timestamp)
  })
  const places = placesOf(block)
  messages.forEach(({ value }, index) => {
    const key = (block.keyIndices[index] ?? NONE) + 1
    const start = places[key] ?? 0
    block.starts[index] = start
    if (!value) return
    block.bytes.set(value, start)
    places[key] = start + value.length
  })
  return { ...block, endOffset }
}

/** Where the values of each key begin, those of records without a key first. */
function placesOf({ keys, keyIndices, lengths }: RecordBlock): Int32Array {
  const places = new Int32Array(keys.length + 2)
  lengths.forEach((length, index) => {
    const next = (keyIndices[index] ?? NONE) + 2
    places[next] = (places[next] ?? 0) + Math.max(0, length)
  })
  for (let key = 1; key < places.length; key++) places[key] = (places[key] ?? 0) + (places[key - 1] ?? 0)
  return places
}

/** One block of two that follow one another in their partition. */
export function joinBlocks(first: RecordBlock, second: RecordBlock): RecordBlock {
  const { partition, firstOffset, endOffset } = { ...second, firstOffset: first.firstOffset }
  const count = first.starts.length
  const size = first.bytes.length
  const block = emptyBlock(partition, firstOffset, count + second.starts.length, size + second.bytes.length)
  for (const name of ['bytes', 'starts', 'lengths', 'offsets', 'timestamps_ms', 'keyIndices'] as const)
    block[name].set(first[name])
  block.bytes.set(second.bytes, size)
  block.lengths.set(second.lengths, count)
  block.timestamps_ms.set(second.timestamps_ms, count)
  const apart = second.firstOffset - firstOffset
  const keys = [...first.keys]
  const indexOf = keyIndexer(keys)
  const indices = second.keys.map(indexOf)
  second.starts.forEach((start, index) => {
    block.starts[count + index] = size + start
    block.offsets[count + index] = apart + (second.offsets[index] ?? 0)
    block.keyIndices[count + index] = indices[second.keyIndices[index] ?? NONE] ?? NONE
  })
  return { ...block, keys, endOffset }
}

/** Finds a key's index, and adds to `keys` one that is new. */
function keyIndexer(keys: string[]): (key: string) => number {
  const known = new Map(keys.map((key, index) => [key, index]))
  return (key) => {
    const index = known.get(key)
    if (index !== undefined) return index
    known.set(key, keys.length)
    return keys.push(key) - 1
  }
}

/** What a block hands over when it passes to another thread. */
export const buffersOf = (block: RecordBlock): ArrayBuffer[] =>
  [block.bytes, block.starts, block.lengths, block.offsets, block.timestamps_ms, block.keyIndices].map(
    ({ buffer }) => buffer,
  )

import { expect, test } from 'vitest'
import { packBlock, type RecordBlock } from './block.ts'
import { WaitingBlocks } from './waiting-blocks.ts'

const MB = 1024 * 1024

/** A block of one record of so many bytes. */
const block = (partition: number, offset: number, bytes = 1): RecordBlock =>
  packBlock({
    ...{ partition, firstOffset: offset, endOffset: offset + 1 },
    messages: [{ key: null, value: Buffer.alloc(bytes), offset: String(offset), timestamp: '1' }],
  })
const nextOf = (waiting: WaitingBlocks) => {
  const found = waiting.next()
  return found && [found.partition, found.firstOffset, found.endOffset]
}

test('the next block of a partition waits until the one before is taken, and others pass by it', () => {
  const waiting = new WaitingBlocks(4)
  waiting.add(block(1, 0))
  expect(nextOf(waiting)).toEqual([1, 0, 1])
  waiting.add(block(1, 1))
  waiting.add(block(2, 0))
  expect(nextOf(waiting)).toEqual([2, 0, 1])
  expect(nextOf(waiting)).toBeNull()
  waiting.taken(1)
  expect(nextOf(waiting)).toEqual([1, 1, 2])
})

test('blocks of a partition that wait together become one, as long as that is not too large', () => {
  const waiting = new WaitingBlocks(4)
  waiting.add(block(1, 0, 8 * MB))
  waiting.add(block(1, 1, 8 * MB))
  waiting.add(block(1, 2, 1))
  expect(nextOf(waiting)).toEqual([1, 0, 2])
  waiting.taken(1)
  expect(nextOf(waiting)).toEqual([1, 2, 3])
})

test('no more than so many blocks and so many bytes are out', () => {
  const few = new WaitingBlocks(2)
  for (const partition of [1, 2, 3]) few.add(block(partition, 0))
  expect([nextOf(few), nextOf(few), nextOf(few)]).toEqual([[1, 0, 1], [2, 0, 1], null])
  const large = new WaitingBlocks(4)
  for (const partition of [1, 2]) large.add(block(partition, 0, 16 * MB))
  expect([nextOf(large), nextOf(large)]).toEqual([[1, 0, 1], null])
  large.taken(1)
  expect(nextOf(large)).toEqual([2, 0, 1])
})

test('reading rests while much waits, and goes on when it has gone out or was dropped', () => {
  const waiting = new WaitingBlocks(1)
  waiting.add(block(1, 0, 16 * MB))
  expect(waiting.areMany).toBe(false)
  waiting.add(block(2, 0, 1))
  expect(waiting.areMany).toBe(true)
  waiting.next()
  expect(waiting.areMany).toBe(false)
  waiting.add(block(3, 0, 16 * MB))
  expect(waiting.areMany).toBe(true)
  waiting.drop(3)
  expect(waiting.areMany).toBe(false)
  waiting.taken(1)
  expect(nextOf(waiting)).toEqual([2, 0, 1])
})

test('after a rebalance nothing that waited goes out, and who is out is still waited for', () => {
  const waiting = new WaitingBlocks(1)
  waiting.add(block(1, 0))
  waiting.next()
  waiting.add(block(2, 0))
  waiting.dropAll()
  waiting.add(block(1, 0))
  expect(nextOf(waiting)).toBeNull()
  waiting.taken(1)
  expect(nextOf(waiting)).toEqual([1, 0, 1])
})

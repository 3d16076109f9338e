import { expect, test } from 'vitest'
import { packBlock } from '../../stores/kafka/reading-thread/block.ts'
import { RecordReader } from '../../stores/kafka/record-reader.ts'
import { streamClock } from './clock.ts'
import { COMMIT_CUSTOMERS_MAX, COMMIT_RECORDS_MAX, endOfCommit, groupByKey } from './group.ts'

const clock = streamClock([], 'production')
const readerWith = (keys: readonly (string | null)[]): RecordReader => {
  const messages = keys.map((key, offset) => ({
    ...{ key: key === null ? null : Buffer.from(key), value: null },
    ...{ timestamp: String(1000 + offset), offset: String(offset) },
  }))
  return new RecordReader(packBlock({ partition: 0, messages, firstOffset: 0, endOffset: keys.length }))
}

test('records stand together by their key, in their order, each with the time of its own record', () => {
  const { keys, order, bankTime_ms, end } = groupByKey(readerWith(['x', 'a', 'b', null, 'a']), clock, 1, 5)
  const recordsOf = keys.map(({ key, begin, end }) => [key, [...order.subarray(begin, end)]])
  expect(recordsOf).toEqual([
    [null, [3]],
    ['a', [1, 4]],
    ['b', [2]],
  ])
  expect([...bankTime_ms]).toEqual([1001, 1002, 1003, 1004])
  expect(end).toBe(5)
})

test('a commit that is full takes more of its own customers, and ends before another', () => {
  const full = Array.from({ length: COMMIT_CUSTOMERS_MAX }, (_, index) => `k${index}`)
  const reader = readerWith([...full, 'k0', 'k1', 'new', 'k0'])
  expect(endOfCommit(reader, 0, reader.count)).toBe(COMMIT_CUSTOMERS_MAX + 2)
  expect(endOfCommit(reader, 1, reader.count)).toBe(COMMIT_CUSTOMERS_MAX + 2)
  expect(endOfCommit(reader, 3, reader.count)).toBe(reader.count)
})

test('a commit takes no more records than it may, whoever they are of', () => {
  const reader = readerWith(Array.from({ length: COMMIT_RECORDS_MAX + 1 }, () => 'a'))
  expect(endOfCommit(reader, 0, reader.count)).toBe(COMMIT_RECORDS_MAX)
})

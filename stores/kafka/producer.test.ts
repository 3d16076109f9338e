import { expect, test } from 'vitest'
import { portions, SENT_BYTES_MAX, type OutgoingRecord } from './producer.ts'

const record = (bytes: number): OutgoingRecord => ({ key: null, value: 'é'.repeat(bytes / 2) })

test('records are cut by their bytes, in their order, and none is lost', () => {
  const half = record(SENT_BYTES_MAX / 2)
  const small = record(2)
  expect(portions([half, half, small, half])).toEqual([
    [half, half],
    [small, half],
  ])
})

test('a record that is larger than a portion goes alone', () => {
  const huge = record(SENT_BYTES_MAX + 2)
  expect(portions([record(2), huge, record(4)])).toEqual([[record(2)], [huge], [record(4)]])
})

test('nothing is no portion', () => {
  expect(portions([])).toEqual([])
})

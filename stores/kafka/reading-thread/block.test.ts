import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecordReader } from '../record-reader.ts'
import { joinBlocks, packBlock, type RecordBlock } from './block.ts'

type Message = { offset: string; key: Buffer | null; value: Buffer | null; timestamp: string }

const messages = fc
  .array(
    fc.record({
      /** Offsets have holes where a topic was compacted. */
      step: fc.integer({ min: 1, max: 3 }),
      key: fc.option(fc.constantFrom('a', 'b', 'ünd', '')),
      value: fc.option(fc.string()),
      timestamp_ms: fc.constantFrom(1_700_000_000_000, 1_700_000_000_001),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((drawn) => {
    let offset = 3_000_000_000
    return drawn.map(({ step, key, value, timestamp_ms }): Message => {
      offset += step
      return {
        offset: String(offset),
        key: key === null ? null : Buffer.from(key),
        value: value === null ? null : Buffer.from(value),
        timestamp: String(timestamp_ms),
      }
    })
  })

const pack = (some: readonly Message[]): RecordBlock =>
  packBlock({
    ...{ partition: 3, messages: some },
    ...{ firstOffset: Number(some[0]?.offset), endOffset: Number(some.at(-1)?.offset) + 1 },
  })

function readAll(block: RecordBlock) {
  const reader = new RecordReader(block)
  return Array.from({ length: reader.count }, (_, index) => ({
    offset: String(reader.offsetAt(index)),
    key: reader.keyAt(index),
    value: reader.valueAt(index)?.toString() ?? null,
    timestamp: String(reader.timestampAt(index)),
  }))
}

test('what was packed is read as it was fetched', () => {
  fc.assert(
    fc.property(messages, (fetched) => {
      const expected = fetched.map(({ key, value, ...rest }) => ({
        ...{ ...rest, key: key?.toString() ?? null, value: value?.toString() ?? null },
      }))
      expect(readAll(pack(fetched))).toEqual(expected)
    }),
  )
})

test('two blocks that are joined read as one that was fetched at once', () => {
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 39 }), (fetched, at) => {
      const cut = Math.min(at, fetched.length - 1)
      const joined = joinBlocks(pack(fetched.slice(0, cut)), pack(fetched.slice(cut)))
      expect(readAll(joined)).toEqual(readAll(pack(fetched)))
      expect(joined).toMatchObject({
        firstOffset: Number(fetched[0]?.offset),
        endOffset: pack(fetched).endOffset,
      })
    }),
  )
})

test('the values of a key stand together', () => {
  const fetched = ['a1', 'b1', 'a2', null, 'b2'].map((value, index) => ({
    ...{ offset: String(index), key: value === null ? null : Buffer.from(value[0] ?? '') },
    ...{ value: Buffer.from(value ?? '--'), timestamp: '1' },
  }))
  expect(Buffer.from(pack(fetched).bytes).toString()).toBe('--a1a2b1b2')
})

import { expect, test } from 'vitest'
import { decodeEntry, encodeEntry } from './outbox-record.ts'

test('an entry comes back as it went in, whatever its JSON holds', () => {
  const entry = { topic: 'evaluations', key: 'c_x', value: JSON.stringify({ text: 'two\nlines' }) }
  expect(decodeEntry(encodeEntry(entry))).toEqual(entry)
})

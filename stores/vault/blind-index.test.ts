import { expect, test } from 'vitest'
import { contactHashes, normalisedWords, queryHashes } from './blind-index.ts'

const key = Buffer.alloc(32, 7)
const found = (query: string, contact: { name: string; phone?: string }) => {
  const kept = new Set(contactHashes(key, contact).map((hash) => hash.toString('hex')))
  return queryHashes(key, query).every((group) => group.some((hash) => kept.has(hash.toString('hex'))))
}

test('names are found by any word, in any case, with or without accents', () => {
  expect(found('NOVAKOVA', { name: 'Jana Nováková' })).toBe(true)
  expect(found('jana novakova', { name: 'Jana Nováková' })).toBe(true)
  expect(found('jana svoboda', { name: 'Jana Nováková' })).toBe(false)
})

test('vowel signs of Devanagari are kept, so that different names stay different', () => {
  expect(normalisedWords('प्रिया शर्मा')).toEqual(['प्रिया', 'शर्मा'])
})

test('a phone is found by its last four digits only', () => {
  const contact = { name: 'Asha', phone: '+919812345678' }
  expect(found('5678', contact)).toBe(true)
  expect(found('+919812345678', contact)).toBe(true)
  expect(found('1234', contact)).toBe(false)
})

test('without the key the hashes say nothing', () => {
  const other = contactHashes(Buffer.alloc(32, 8), { name: 'Asha' })
  expect(other).not.toEqual(contactHashes(key, { name: 'Asha' }))
})

import { expect, test } from 'vitest'
import { auditDetails, foldEntries } from './audit.ts'

const read = (subject: string, by = 'asha') => ({ by: { id: by }, action: 'case.read', subject, details: {} })

test('neighbours that say the same of the same are folded, others stand as they are', () => {
  const folded = foldEntries([read('a'), read('a'), read('b'), read('a'), read('a', 'ben')])
  expect(folded.map(({ entry, times }) => [entry.by.id, entry.subject, times])).toEqual([
    ['asha', 'a', 2],
    ['asha', 'b', 1],
    ['asha', 'a', 1],
    ['ben', 'a', 1],
  ])
})

test('what an entry holds besides is said in words, hashes by their beginning', () => {
  const details = { level: 'HIGH', evidenceHash: 'a'.repeat(64), ending: 'level_fell', to: null }
  expect(auditDetails(details)).toBe('Level: High, Evidence: aaaaaaaa…, Ended because: The level has fallen')
})

test('an instant is said whole, with its zone', () => {
  expect(auditDetails({ bankTime: '2025-12-02T04:30:00.072Z', speed: 72 })).toBe(
    'Bank time: 2025-12-02 04:30 UTC, Speed: 72',
  )
})

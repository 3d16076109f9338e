import { expect, test } from 'vitest'
import { checkHold, holdsWithoutTerm } from './holds.ts'
import { loadPack, shippedPacks } from './pack.ts'

const uk = loadPack('uk')
const from = '2026-11-20'
const refused = (reason: string) => expect.objectContaining({ reason })

test('a breathing space lasts at most 60 days', () => {
  expect(checkHold(uk, { kind: 'breathing_space', from, until: '2027-01-19' })).toEqual({
    review: '2026-12-20',
  })
  expect(() => checkHold(uk, { kind: 'breathing_space', from, until: '2027-01-20' })).toThrow(
    refused('hold-too-long'),
  )
})

test('a mental health one lasts 30 days longer than the treatment', () => {
  const kind = 'mental_health_breathing_space'
  const treatmentEnds = '2027-03-01'
  expect(checkHold(uk, { kind, from, until: '2027-03-31', treatmentEnds }).review).toBe('2026-12-20')
  expect(() => checkHold(uk, { kind, from, until: '2027-04-01', treatmentEnds })).toThrow(
    refused('hold-too-long'),
  )
})

test('a hold ends after it begins, and is reviewed before it ends', () => {
  expect(() => checkHold(uk, { kind: 'complaint', from, until: '2026-11-19' })).toThrow(refused('hold-over'))
  expect(checkHold(uk, { kind: 'complaint', from, until: '2026-11-25' })).toEqual({ review: '2026-11-25' })
})

test.each(shippedPacks)('%s says of every hold how long it may stand', (id) => {
  expect(holdsWithoutTerm(loadPack(id))).toEqual([])
})

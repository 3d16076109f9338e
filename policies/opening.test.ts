import { expect, test } from 'vitest'
import type { DueObligation } from '../domain/evaluation.ts'
import { coolDownUntil, openingFor } from './opening.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')
const obligation: DueObligation = {
  id: 'o1',
  product: 'loan',
  dueDate: '2026-12-05',
  amountMinor: 1_000_000,
  currency: 'INR',
  outstandingMinor: null,
}
const evaluation = { asOf: '2026-11-20T04:30:00.000Z', level: 'MEDIUM', obligation } as const
const free = { openEpisode: false, coolDownUntil: null }

test('HIGH and MEDIUM with something due open a case', () => {
  expect(openingFor(pack, evaluation, free)).toEqual({ open: true })
  expect(openingFor(pack, { ...evaluation, level: 'HIGH' }, free)).toEqual({ open: true })
})

test('LOW and insufficient history open none', () => {
  expect(openingFor(pack, { ...evaluation, level: 'LOW' }, free)).toEqual({ open: false, why: 'level' })
  expect(openingFor(pack, { ...evaluation, level: 'INSUFFICIENT_HISTORY' }, free)).toEqual({
    open: false,
    why: 'level',
  })
})

test('a customer to whom nothing falls due is never a case', () => {
  const answer = openingFor(pack, { ...evaluation, level: 'HIGH', obligation: null }, free)
  expect(answer).toEqual({ open: false, why: 'no-obligation' })
})

test('a customer with an open episode gets no second one', () => {
  expect(openingFor(pack, evaluation, { ...free, openEpisode: true })).toEqual({
    open: false,
    why: 'episode-open',
  })
})

test('the cool-down holds to its last moment, judged at the evaluation’s own time', () => {
  const until = coolDownUntil(pack, Date.parse('2026-11-06T04:30:00.000Z'))
  expect(until).toBe('2026-11-20T04:30:00.000Z')
  const ledger = { openEpisode: false, coolDownUntil: until }
  const earlier = { ...evaluation, asOf: '2026-11-20T04:29:59.999Z' }
  expect(openingFor(pack, earlier, ledger)).toEqual({ open: false, why: 'cool-down' })
  expect(openingFor(pack, evaluation, ledger)).toEqual({ open: true })
})

import { expect, test } from 'vitest'
import { examplesOf, type KnownOutcome } from './examples.ts'

const loan: KnownOutcome = {
  customer: 'a',
  product: 'loan',
  dueDate: '2025-06-30',
  amountMinor: 100,
  knownOn: '2025-05-20',
  label: 1,
}
/** Long before, so that the warm-up is over. */
const first: KnownOutcome = { ...loan, dueDate: '2024-10-01', knownOn: '2024-09-01', label: 0 }

const asOfs = (...outcomes: KnownOutcome[]): string[] =>
  examplesOf([first, ...outcomes]).map(({ asOf }) => asOf)

test('an obligation gives one example a lead, as of whole days before it is due', () => {
  expect(asOfs(loan)).toEqual(['2025-06-02', '2025-06-09', '2025-06-16', '2025-06-23'])
})

test('a lead at which the bank did not know of the obligation gives none', () => {
  expect(asOfs({ ...loan, knownOn: '2025-06-09' })).toEqual(['2025-06-16', '2025-06-23'])
})

test('a deferred obligation is censored', () => {
  expect(asOfs({ ...loan, label: null })).toEqual([])
})

test('a score speaks of the next obligation, so a later one gives no example while another is ahead of it', () => {
  const card = { ...loan, product: 'card', dueDate: '2025-06-20' }
  expect(
    examplesOf([first, loan, card])
      .filter(({ product }) => product === 'loan')
      .map(({ asOf }) => asOf),
  ).toEqual(['2025-06-23'])
})

test('of two due on one day the larger is the next', () => {
  const card = { ...loan, product: 'card', amountMinor: 99, label: 0 as const }
  expect(new Set(examplesOf([first, loan, card]).map(({ product }) => product))).toEqual(new Set(['loan']))
})

test('the first half year of a history only warm the features up', () => {
  expect(examplesOf([{ ...loan, knownOn: '2025-05-20' }])).toEqual([])
})

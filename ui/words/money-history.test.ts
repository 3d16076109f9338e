import { expect, test } from 'vitest'
import type { CustomerHistory } from '../../api/contract.ts'
import { distressOf, moneyLines, monthsOf, signsOf } from './money-history.ts'

const day = (date: string, more: Partial<CustomerHistory['days'][number]> = {}) => ({
  ...{ date, incomeMinor: 0, creditMinor: 0, debitMinor: 0, essentialMinor: 0, discretionaryMinor: 0 },
  ...{ cashMinor: 0, failedDebits: 0, closeMinor: null, ...more },
})
const history = (days: CustomerHistory['days'], obligations: CustomerHistory['obligations'] = []) => ({
  ...{ currency: 'INR', days, obligations, weeks: [], features: {} },
})

test('a balance stands until the next one, and a day without anything is in the line', () => {
  const { dates, series } = moneyLines(
    history([day('2026-03-01', { closeMinor: 500 }), day('2026-03-03', { incomeMinor: 90 })]),
  )
  expect(dates).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  expect(series[0]?.values).toEqual([500, 500, 500])
  expect(series[1]?.values).toEqual([0, 0, 90])
})

test('the newest 28 days come first, with their own shares', () => {
  const months = monthsOf(
    history([
      day('2026-01-10', { debitMinor: 100, cashMinor: 50 }),
      day('2026-03-03', { debitMinor: 200, essentialMinor: 150 }),
    ]),
  )
  expect(
    months.map(({ debitMinor, essentialShare, cashShare }) => [debitMinor, essentialShare, cashShare]),
  ).toEqual([
    [200, 0.75, 0],
    [100, 0, 0.5],
  ])
})

test('a returned debit and a due that was not paid in time are marked, a deferred one is not', () => {
  const due = { product: 'loan', dueDate: '2026-03-01', amountMinor: 100, currency: 'INR' }
  const marks = distressOf(
    history(
      [day('2026-02-20', { failedDebits: 1 }), day('2026-03-05')],
      [
        { id: 'a', ...due, settlements: [{ date: '2026-03-04', status: 'paid', amountMinor: 100 }] },
        { id: 'b', ...due, settlements: [{ date: '2026-02-27', status: 'deferred', amountMinor: 0 }] },
      ],
    ),
  )
  expect(marks).toEqual([
    { date: '2026-03-01', text: 'not paid in time' },
    { date: '2026-02-20', text: 'a debit was returned' },
  ])
})

test('marks that say the same are one sign with its days', () => {
  const marks = [
    { date: '2026-03-14', text: 'almost no balance' },
    { date: '2026-03-12', text: 'a debit was returned' },
    { date: '2026-02-16', text: 'almost no balance' },
  ]
  expect(signsOf(marks)).toEqual([
    {
      text: 'almost no balance',
      days: [
        { date: '2026-03-14', day: '14 Mar' },
        { date: '2026-02-16', day: '16 Feb' },
      ],
    },
    { text: 'a debit was returned', days: [{ date: '2026-03-12', day: '12 Mar' }] },
  ])
})

import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import type { TimedFact } from './facts.ts'
import { featuresAt } from './features-at.ts'

const zone = 'Asia/Kolkata'
const timed = (fact: CustomerFact): TimedFact => ({ at_ms: Date.parse(fact.at), fact })
const spent = (at: string, amountMinor: number, category: 'grocery' | 'salary' = 'grocery'): TimedFact =>
  timed({
    kind: 'transaction',
    id: at,
    at,
    direction: category === 'salary' ? 'credit' : 'debit',
    amountMinor,
    currency: 'INR',
    channel: 'card',
    category,
    balanceMinor: amountMinor,
  })
const instant = Date.parse('2026-03-10T12:00:00Z')
const before = [spent('2026-03-01T10:00:00Z', 900, 'salary'), spent('2026-03-10T11:59:59.999Z', 100)]
const after = [spent('2026-03-10T12:00:00.000Z', 77), spent('2026-03-11T10:00:00Z', 5000, 'salary')]

test('what happens at the instant or after it changes nothing', () => {
  const [without] = featuresAt(before, [instant], zone)
  expect(featuresAt([...before, ...after], [instant], zone)).toEqual([without])
  expect(without).toMatchObject({ transactions_total: 2, all_spending_minor_90d: 100, days_since_salary: 9 })
})

test('instants are answered in the order asked, whatever their own', () => {
  const later = Date.parse('2026-03-12T00:00:00Z')
  const [late, early] = featuresAt([...before, ...after], [later, instant], zone)
  expect([late?.transactions_total, early?.transactions_total]).toEqual([4, 2])
})

test('a customer without facts has features all the same', () =>
  expect(featuresAt([], [instant], zone)[0]).toMatchObject({
    transactions_total: 0,
    days_since_salary: null,
  }))

import fc from 'fast-check'
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

/** Facts of every kind from `from_ms` on, within 300 days; they speak of the same few obligations and transactions. */
const factsFrom = (from_ms: number, prefix: string) => {
  const at = fc.nat(300 * 24).map((hour) => new Date(from_ms + hour * 3_600_000).toISOString())
  const name = fc.nat(9)
  const amountMinor = fc.nat(100_000)
  const currency = 'INR'
  return fc.array(
    fc.oneof(
      fc
        .record({
          at,
          name,
          amountMinor,
          category: fc.constantFrom('grocery', 'dining', 'cash_out', 'penalty_interest'),
        })
        .map(({ name: id, ...rest }): CustomerFact => ({
          ...{ kind: 'transaction', id: `${prefix}${id}`, direction: 'debit', currency, channel: 'atm' },
          ...{ ...rest, balanceMinor: rest.amountMinor },
        })),
      fc.record({ at, name, amountMinor }).map(({ name: id, ...rest }): CustomerFact => ({
        ...{
          kind: 'transaction',
          id: `${prefix}pay${id}`,
          direction: 'credit',
          currency,
          channel: 'transfer',
        },
        ...{ ...rest, category: 'salary' },
      })),
      fc
        .record({ at, name, of: fc.constantFrom('transaction', 'settlement') })
        .map(({ name: id, ...rest }): CustomerFact => ({
          ...{
            kind: 'reversal',
            id: `${prefix}v${id}`,
            reverses: rest.of === 'transaction' ? `a${id}` : `as${id}`,
          },
          ...rest,
        })),
      fc
        .record({ at, name, amountMinor, version: fc.integer({ min: 1, max: 3 }), ahead: fc.nat(60) })
        .map(({ name: id, ahead, ...rest }): CustomerFact => ({
          ...{
            kind: 'obligation',
            id: `o${id}`,
            product: 'card',
            productId: 'c',
            currency,
            limitMinor: 200_000,
          },
          ...{ ...rest, outstandingMinor: 90_000 },
          dueDate: new Date(Date.parse(rest.at) + ahead * 86_400_000).toISOString().slice(0, 10),
        })),
      fc.record({ at, name, amountMinor }).map(({ name: id, ...rest }): CustomerFact => ({
        ...{ kind: 'settlement', id: `${prefix}s${id}`, obligationId: `o${id}`, status: 'paid' },
        ...rest,
      })),
      fc
        .record({ at, monthlyIncomeMinor: amountMinor, version: fc.nat(3) })
        .map(({ version, ...rest }): CustomerFact => ({
          ...{ kind: 'customer', id: 'm', version: version + 1, expectedSalaryDay: 5 },
          ...rest,
        })),
    ),
    { maxLength: 60, size: 'max' },
  )
}

test('whatever happens at an instant or after it, the row of that instant stays as it was', () => {
  const then = factsFrom(instant - 300 * 86_400_000, 'a').map((list) =>
    list.filter(({ at }) => Date.parse(at) < instant),
  )
  fc.assert(
    fc.property(then, factsFrom(instant, 'b'), (earlier, later) => {
      const inTime = (list: readonly CustomerFact[]) => list.map(timed).sort((a, b) => a.at_ms - b.at_ms)
      const [alone] = featuresAt(inTime(earlier), [instant], zone)
      const [withLater] = featuresAt(inTime([...earlier, ...later]), [instant], zone)
      expect(withLater).toEqual(alone)
    }),
    { numRuns: 60 },
  )
}, 60_000)

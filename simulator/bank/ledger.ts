import { instantAt } from '../../domain/bank-time.ts'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { dateOfDay } from '../../domain/calendar.ts'
import type { Due } from './dues.ts'
import type { Wish } from './spending.ts'
import type { Traits } from './traits.ts'

export const BANK_ZONE = 'Asia/Kolkata'
/** Instalments are taken in the morning, before anything else happens. */
export const AUTO_DEBIT_MINUTE = 6 * 60
const MASTER_MINUTE = 60

export type Ledger = ReturnType<typeof createLedger>

/** Writes the day's facts and keeps the balance. Ids are made of customer, day and position, so that a second run repeats them. */
export function createLedger(traits: Traits, standing: { balanceMinor: number }, day: number) {
  const facts: CustomerFact[] = []
  const date = dateOfDay(day)
  const at = (minute: number) =>
    new Date(instantAt(date, minute, BANK_ZONE) + facts.length * 100).toISOString()
  const id = () => `${traits.bankId}-${day}-${facts.length}`
  const move = (
    minute: number,
    direction: 'credit' | 'debit',
    amountMinor: number,
    category: Wish['category'],
    channel: Wish['channel'],
  ) => {
    standing.balanceMinor += direction === 'credit' ? amountMinor : -amountMinor
    facts.push({
      kind: 'transaction',
      id: id(),
      at: at(minute),
      direction,
      amountMinor,
      currency: 'INR',
      channel,
      category,
      balanceMinor: standing.balanceMinor,
    })
  }
  const settle = (due: Due, status: 'paid' | 'auto_debit_failed', amountMinor: number) =>
    facts.push({
      kind: 'settlement',
      id: id(),
      at: at(AUTO_DEBIT_MINUTE),
      obligationId: due.id,
      status,
      amountMinor,
    })
  return {
    facts,
    credit: (minute: number, amountMinor: number, category: 'salary' | 'pension' | 'transfer_in') =>
      move(minute, 'credit', amountMinor, category, 'transfer'),
    debit: (minute: number, amountMinor: number, category: Wish['category'], channel: Wish['channel']) =>
      move(minute, 'debit', amountMinor, category, channel),
    announce: (due: Due) => facts.push({ kind: 'obligation', at: at(MASTER_MINUTE), version: 1, ...due }),
    pay: (due: Due) => {
      move(AUTO_DEBIT_MINUTE, 'debit', due.amountMinor, 'instalment', 'auto_debit')
      settle(due, 'paid', due.amountMinor)
    },
    failDebit: (due: Due) => {
      facts.push({
        kind: 'transaction',
        id: id(),
        at: at(AUTO_DEBIT_MINUTE),
        direction: 'debit',
        amountMinor: due.amountMinor,
        currency: 'INR',
        channel: 'auto_debit',
        category: 'instalment',
        balanceMinor: standing.balanceMinor,
        status: 'failed',
      })
      settle(due, 'auto_debit_failed', 0)
    },
    master: () =>
      facts.push({
        kind: 'customer',
        id: id(),
        at: at(MASTER_MINUTE),
        version: 1,
        monthlyIncomeMinor: traits.monthlyIncomeMinor,
        currency: 'INR',
        ...(traits.employment === 'gig' ? {} : { expectedSalaryDay: traits.payDay }),
        birthYear: traits.birthYear,
        region: traits.region,
        employment: traits.employment,
        language: traits.language,
        zone: BANK_ZONE,
      }),
  }
}

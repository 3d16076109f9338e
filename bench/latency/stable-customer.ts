import type { CustomerFact } from '../../domain/bank-event.ts'
import { addDays, type LocalDate } from '../../domain/calendar.ts'
import type { Transaction } from '../../domain/transaction.ts'

const HISTORY_DAYS = 120
const SALARY_MINOR = 6_000_000
const INSTALMENT_MINOR = 600_000
const BALANCE_MINOR = 9_000_000

/** 120 days of somebody who is paid every month, spends evenly and has savings: no level, no case. In time order. */
export function stableCustomer(name: string, today: LocalDate): CustomerFact[] {
  const facts: CustomerFact[] = [obligation(name, today)]
  for (let daysAgo = HISTORY_DAYS; daysAgo >= 3; daysAgo--) {
    const at = `${addDays(today, -daysAgo)}T06:30:00Z`
    if (daysAgo % 30 === 10) facts.push({ ...purchase(`${name}-s${daysAgo}`, at), ...salary })
    if (daysAgo % 2 === 0) facts.push(purchase(`${name}-${daysAgo}`, at))
  }
  return facts
}

const salary = {
  direction: 'credit',
  amountMinor: SALARY_MINOR,
  category: 'salary',
  channel: 'transfer',
} as const

/** A card payment as this person makes them. */
export const purchase = (id: string, at: string): Transaction => ({
  kind: 'transaction',
  id,
  at,
  direction: 'debit',
  amountMinor: 120_000,
  currency: 'INR',
  channel: 'card',
  category: Number(at.slice(8, 10)) % 4 < 2 ? 'grocery' : 'dining',
  balanceMinor: BALANCE_MINOR,
})

const obligation = (name: string, today: LocalDate): CustomerFact => ({
  kind: 'obligation',
  id: `${name}-loan`,
  at: `${addDays(today, -HISTORY_DAYS)}T06:30:00Z`,
  version: 1,
  product: 'loan',
  productId: `${name}-product`,
  dueDate: addDays(today, 20),
  amountMinor: INSTALMENT_MINOR,
  currency: 'INR',
  outstandingMinor: INSTALMENT_MINOR * 10,
})

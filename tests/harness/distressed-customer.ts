import type { CustomerFact } from '../../domain/bank-event.ts'
import { instantAt, localDateOf } from '../../domain/bank-time.ts'
import { addDays, type LocalDate } from '../../domain/calendar.ts'
import type { Category, TransactionChannel } from '../../domain/transaction.ts'

export const BANK_ZONE = 'Asia/Kolkata'
export const INSTALMENT_MINOR = 1_450_000
const SALARY_MINOR = 6_000_000
const DUE_IN_DAYS = 18
const HISTORY_DAYS = 170

export type Distressed = { facts: CustomerFact[]; obligationId: string; dueDate: LocalDate }

/**
 * A customer whose salary stopped 110 days ago, who now draws small sums of cash every day, spends almost nothing and
 * has had a debit returned: INCOME_SHOCK at level HIGH, with an instalment due in 18 days. In time order, up to `now_ms`.
 */
export function distressedCustomer(name: string, now_ms: number): Distressed {
  const today = localDateOf(now_ms, BANK_ZONE)
  const obligationId = `${name}-loan-1`
  const dueDate = addDays(today, DUE_IN_DAYS)
  const facts: CustomerFact[] = []
  const at = (daysAgo: number, minute: number) =>
    new Date(
      Math.min(now_ms - 1_000, instantAt(addDays(today, -daysAgo), minute, BANK_ZONE) + facts.length),
    ).toISOString()
  const move = (
    daysAgo: number,
    direction: 'credit' | 'debit',
    rupees: number,
    category: Category,
    channel: TransactionChannel,
  ) =>
    facts.push({
      kind: 'transaction',
      id: `${name}-${facts.length}`,
      at: at(daysAgo, 9 * 60 - 30),
      direction,
      amountMinor: rupees * 100,
      currency: 'INR',
      channel,
      category,
      balanceMinor: balanceOn(daysAgo),
    })
  facts.push(master(name, at(HISTORY_DAYS, 60)), instalment(obligationId, dueDate, at(HISTORY_DAYS, 60)))
  for (let daysAgo = HISTORY_DAYS; daysAgo >= 0; daysAgo--) {
    if (daysAgo >= 110 && daysAgo % 30 === 20)
      move(daysAgo, 'credit', SALARY_MINOR / 100, 'salary', 'transfer')
    if (daysAgo > 28 && daysAgo % 2 === 0)
      move(daysAgo, 'debit', 2_400, daysAgo % 4 === 0 ? 'grocery' : 'dining', 'upi')
    if (daysAgo === 12) facts.push(returnedDebit(name, at(daysAgo, 360), balanceOn(daysAgo)))
    if (daysAgo < 7) for (let i = 0; i < 2; i++) move(daysAgo, 'debit', 300, 'cash_out', 'atm')
  }
  return { facts, obligationId, dueDate }
}

/** Falls from comfortable to almost nothing. */
const balanceOn = (daysAgo: number): number => Math.max(20_000, Math.round(daysAgo * 36_000))

const master = (name: string, at: string): CustomerFact => ({
  kind: 'customer',
  id: `${name}-master`,
  at,
  version: 1,
  monthlyIncomeMinor: SALARY_MINOR,
  currency: 'INR',
  expectedSalaryDay: 1,
  language: 'en',
})

const instalment = (id: string, dueDate: LocalDate, at: string): CustomerFact => ({
  kind: 'obligation',
  id,
  at,
  version: 1,
  product: 'loan',
  productId: `${id}-product`,
  dueDate,
  amountMinor: INSTALMENT_MINOR,
  currency: 'INR',
  outstandingMinor: INSTALMENT_MINOR * 24,
})

const returnedDebit = (name: string, at: string, balanceMinor: number): CustomerFact => ({
  kind: 'transaction',
  id: `${name}-returned`,
  at,
  direction: 'debit',
  amountMinor: INSTALMENT_MINOR,
  currency: 'INR',
  channel: 'auto_debit',
  category: 'instalment',
  balanceMinor,
  status: 'failed',
})

/** The instalment is paid in full at an instant of bank time. */
export const paymentOf = (name: string, obligationId: string, now_ms: number): CustomerFact => ({
  kind: 'settlement',
  id: `${name}-paid`,
  at: new Date(now_ms).toISOString(),
  obligationId,
  status: 'paid',
  amountMinor: INSTALMENT_MINOR,
})

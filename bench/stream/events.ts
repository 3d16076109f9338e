import type { CustomerFact } from '../../domain/bank-event.ts'
import { DAY_MS, dateOfDay } from '../../domain/calendar.ts'
import type { Category, TransactionChannel } from '../../domain/transaction.ts'
import { seededRandom, type Random } from '../kit/random.ts'

export const DAYS = 120
const FIRST_DAY = Date.parse('2026-01-01T00:00:00Z') / DAY_MS
const SALARY_EVERY_DAYS = 30
/** Every fourth customer has a loan. */
const LOAN_EVERY_CUSTOMERS = 4
const INSTALMENT_KNOWN_DAYS_BEFORE = 25
const INSTALMENT_PAID_DAYS_AFTER_PAY = 4

export type BenchEvent = { customer: number; fact: CustomerFact }
export type Bank = { customers: number; events: number; seed: number }

/** The end of a day of the topic, where the bank's clock stands while that day's events are sent. */
export const endOfDay_ms = (day: number): number => (FIRST_DAY + day + 1) * DAY_MS

/**
 * The events of one day, in the order of their instants, of about 200 bytes each. A customer has a salary once in 30
 * days and payments of every kind in between; every fourth has a loan, whose instalments become known, fall due and
 * are paid.
 * The same bank and day give the same events.
 */
export function eventsOfDay(bank: Bank, day: number): BenchEvent[] {
  const random = seededRandom(bank.seed * 1000 + day)
  const count = Math.floor((bank.events * (day + 1)) / DAYS) - Math.floor((bank.events * day) / DAYS)
  const scheduled = scheduledOfDay(bank, day)
  const events = scheduled.slice(0, count)
  while (events.length < count) {
    const customer = Math.floor(random() * bank.customers)
    events.push({ customer, fact: payment(random, `p${day}-${events.length}`, day, customer) })
  }
  return events.sort((a, b) => (a.fact.at < b.fact.at ? -1 : a.fact.at > b.fact.at ? 1 : 0))
}

/** Salary, instalment and its payment of those customers whose turn it is today. */
function scheduledOfDay({ customers, events }: Bank, day: number): BenchEvent[] {
  // A bank with fewer events than these would have nothing else.
  if (events < customers * 20) return []
  const found: BenchEvent[] = []
  const phase = day % SALARY_EVERY_DAYS
  for (let customer = phase; customer < customers; customer += SALARY_EVERY_DAYS)
    found.push({ customer, fact: salary(day, customer) }, ...loanOf(day, customer))
  return found
}

const loanOf = (day: number, customer: number): BenchEvent[] =>
  customer % LOAN_EVERY_CUSTOMERS === 0
    ? [
        { customer, fact: instalment(day, customer) },
        { customer, fact: instalmentPaid(day, customer) },
      ]
    : []

const at = (day: number, minute: number): string =>
  new Date((FIRST_DAY + day) * DAY_MS + Math.floor(minute * 60) * 1000).toISOString().replace('.000Z', 'Z')

const salary = (day: number, customer: number): CustomerFact => ({
  kind: 'transaction',
  id: `s${day}-${customer}`,
  at: at(day, 120),
  direction: 'credit',
  amountMinor: 5_000_000 + (customer % 97) * 10_000,
  currency: 'INR',
  channel: 'transfer',
  category: 'salary',
  balanceMinor: 6_000_000,
})

const instalment = (day: number, customer: number): CustomerFact => ({
  kind: 'obligation',
  id: `o${day}-${customer}`,
  at: at(day, 60),
  version: 1,
  product: 'loan',
  productId: `loan-${customer}`,
  dueDate: dateOfDay(FIRST_DAY + day + INSTALMENT_KNOWN_DAYS_BEFORE),
  amountMinor: 900_000,
  currency: 'INR',
  outstandingMinor: 90_000_000,
})

const instalmentPaid = (day: number, customer: number): CustomerFact => ({
  kind: 'settlement',
  id: `i${day}-${customer}`,
  at: at(day, 180),
  obligationId: `o${day - SALARY_EVERY_DAYS}-${customer}`,
  status: 'paid',
  amountMinor: customer % 11 < INSTALMENT_PAID_DAYS_AFTER_PAY ? 900_000 : 450_000,
})

const kinds: readonly (readonly [Category, TransactionChannel])[] = [
  ['grocery', 'upi'],
  ['grocery', 'card'],
  ['dining', 'upi'],
  ['shopping', 'card'],
  ['utility', 'net_banking'],
  ['entertainment', 'card'],
  ['travel', 'upi'],
  ['cash_out', 'atm'],
  ['transfer_out', 'transfer'],
  ['rent', 'net_banking'],
]

function payment(random: Random, id: string, day: number, customer: number): CustomerFact {
  const [category, channel] = kinds[Math.floor(random() * kinds.length)] ?? ['other', 'card']
  return {
    kind: 'transaction',
    id,
    at: at(day, random() * 1439),
    direction: 'debit',
    amountMinor: 5000 + Math.floor(random() * 300_000),
    currency: 'INR',
    channel,
    category,
    balanceMinor: Math.floor(random() * 6_000_000) - (customer % 10) * 50_000,
  }
}

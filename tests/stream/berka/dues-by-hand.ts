import { dayOf, type Loan, type Order, type Row } from './tables.ts'

const DAY_MS = 86_400_000
const KNOWN_BEFORE = 60

/** What an account must pay on a day; `id` as the product names it. */
export type Due = { id: string; account: string; symbol: string; day: number; known: number; amount: number }

const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 100
const ymd = (day: number) => {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
/** Of the month `ahead` months after that of `from`, on this day of the month or its last. */
function inMonth(from: number, ahead: number, dayOfMonth: number): { day: number; name: string } {
  const { year, month } = ymd(from)
  const first = new Date(Date.UTC(year, month - 1 + ahead, 1))
  const [y, m] = [first.getUTCFullYear(), first.getUTCMonth() + 1]
  const last = dayOf(y, m + 1, 1) - 1
  return { day: Math.min(dayOf(y, m, dayOfMonth), last), name: `${y}-${String(m).padStart(2, '0')}` }
}

/** Instalments on the 12th of each month after the grant; `status` is not even read. */
const duesOfLoan = ({ id, account, granted, months, payment }: Loan, lastDay: number): Due[] =>
  granted > lastDay
    ? []
    : Array.from({ length: months }, (_, index): Due => {
        const { day, name } = inMonth(granted, index + 1, 12)
        const known = Math.max(granted, day - KNOWN_BEFORE)
        return { id: `loan-${id}-${name}`, account, symbol: 'UVER', day, known, amount: payment }
      }).filter(({ known }) => known <= lastDay)

/** A standing order falls due on the day of the month on which most of its debits known 60 days before were made. */
function duesOfOrder({ id, account, amount, symbol }: Order, debits: number[], lastDay: number): Due[] {
  const first = Math.min(...debits)
  const dues: Due[] = []
  if (debits.length === 0) return dues
  for (let ahead = 1; ; ahead++) {
    const monthStart = inMonth(first, ahead, 1).day
    const counts = new Map<number, number>()
    for (const day of debits.filter((one) => one <= Math.max(first, monthStart - KNOWN_BEFORE))) {
      counts.set(ymd(day).day, (counts.get(ymd(day).day) ?? 0) + 1)
    }
    const most = Math.max(...counts.values())
    const usual = Math.min(...[...counts].filter(([, count]) => count === most).map(([day]) => day))
    const { day, name } = inMonth(first, ahead, usual)
    const known = Math.max(first, day - KNOWN_BEFORE)
    if (known > lastDay) return dues
    dues.push({ id: `order-${id}-${name}`, account, symbol, day, known, amount })
  }
}

/** All that falls due by account, and for each due what was paid towards it by the end of the file. */
export function duesByHand(
  rows: Row[],
  loans: Loan[],
  orders: Order[],
): Map<string, { due: Due; paid: number }[]> {
  const lastDay = Math.max(...rows.map(({ day }) => day))
  const borrowers = new Set(loans.filter(({ granted }) => granted <= lastDay).map(({ account }) => account))
  const byAccount = Map.groupBy(rows, ({ account }) => account)
  const claimed = new Set<Row>()
  const all = loans.flatMap((loan) => duesOfLoan(loan, lastDay))
  for (const order of orders) {
    if (
      order.symbol === 'UVER' &&
      loans.some(({ account }) => account === order.account && borrowers.has(account))
    )
      continue
    const matching = (byAccount.get(order.account) ?? []).filter(
      (row) =>
        !row.credit &&
        row.operation === 'PREVOD NA UCET' &&
        row.symbol === order.symbol &&
        isSame(row.amount, order.amount) &&
        !claimed.has(row),
    )
    matching.forEach((row) => claimed.add(row))
    all.push(
      ...duesOfOrder(
        order,
        matching.map(({ day }) => day),
        lastDay,
      ),
    )
  }
  const dues = Map.groupBy(
    all.map((due) => ({ due, paid: 0 })),
    ({ due }) => due.account,
  )
  for (const row of rows) if (!row.credit) payNearest(dues.get(row.account) ?? [], row)
  return dues
}

/** A debit pays the due date nearest to it, from 10 days before to 29 after. */
function payNearest(dues: { due: Due; paid: number }[], row: Row): void {
  const near = dues
    .filter(({ due }) => due.symbol === row.symbol && isSame(due.amount, row.amount))
    .filter(({ due }) => row.day - due.day >= -10 && row.day - due.day <= 29)
    .sort((a, b) => Math.abs(row.day - a.due.day) - Math.abs(row.day - b.due.day))
  if (near[0]) near[0].paid += row.amount
}

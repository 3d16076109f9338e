import { symbolOf, type BerkaSymbol } from './berka-columns.ts'
import type { Due } from './berka-due.ts'
import {
  dayInMonth,
  dayOfMonth,
  firstDayOfMonth,
  KNOWN_BEFORE_DUE_DAYS,
  monthName,
  monthOfDay,
} from './schedule.ts'
import { readTable } from './table.ts'
import { amountCell, customerCell } from './cells.ts'
import { openCsv } from './csv.ts'
import type { BadRow } from './row.ts'

export interface Order {
  line: number
  id: string
  account: string
  amountMinor: number
  symbol: BerkaSymbol
}

const columns = {
  required: ['order_id', 'account_id', 'amount', 'k_symbol'],
  optional: ['bank_to', 'account_to'],
}

export async function readOrders(path: string): Promise<{ rows: Order[]; faults: BadRow[] }> {
  return readTable(await openCsv(path, ';', columns), (row) => ({
    line: row.line,
    id: customerCell(row, 'order_id'),
    account: customerCell(row, 'account_id'),
    amountMinor: amountCell(row, 'amount'),
    symbol: symbolOf(row),
  }))
}

/**
 * A standing order has no date of its own: it falls due each month after its first matching debit, on the day on
 * which most of the debits known by then were made. Without a matching debit it gives none.
 */
export function orderDues(order: Order, debitDays: readonly number[], lastDay: number): Due[] {
  if (debitDays.length === 0) return []
  const firstDebit = Math.min(...debitDays)
  const dues: Due[] = []
  for (let month = monthOfDay(firstDebit) + 1; ; month++) {
    const due = dueOf(order, month, firstDebit, debitDays)
    if (due.knownDay > lastDay) return dues
    dues.push(due)
  }
}

function dueOf(order: Order, month: number, firstDebit: number, debitDays: readonly number[]): Due {
  const knowledgeEnds = Math.max(firstDebit, firstDayOfMonth(month) - KNOWN_BEFORE_DUE_DAYS)
  const dueDay = dayInMonth(month, usualDay(debitDays.filter((day) => day <= knowledgeEnds)))
  return {
    line: order.line,
    account: order.account,
    symbol: order.symbol,
    dueDay,
    knownDay: Math.max(firstDebit, dueDay - KNOWN_BEFORE_DUE_DAYS),
    id: `order-${order.id}-${monthName(month)}`,
    product: 'standing_order',
    productId: `order-${order.id}`,
    amountMinor: order.amountMinor,
  }
}

/** The most frequent day of the month, of equals the earliest. */
function usualDay(days: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const day of days) counts.set(dayOfMonth(day), (counts.get(dayOfMonth(day)) ?? 0) + 1)
  const [best] = [...counts].sort(([dayA, a], [dayB, b]) => b - a || dayA - dayB)
  return best?.[0] ?? 1
}

import { join } from 'node:path'
import { instantAt } from '../../domain/bank-time.ts'
import { dateOfDay, dayNumber } from '../../domain/calendar.ts'
import type { Obligation } from '../../domain/obligation.ts'
import { directionOf, isSameAmount, symbolOf } from './berka-columns.ts'
import type { Debit, Due } from './berka-due.ts'
import { loanDues, readLoans, type Loan } from './berka-loans.ts'
import { orderDues, readOrders, type Order } from './berka-orders.ts'
import { amountCell, customerCell, dateCell } from './cells.ts'
import type { CsvFile } from './csv.ts'
import { createKnownBefore, type KnownBefore } from './known.ts'
import { CellFault, type BadRow, type MappedRow } from './row.ts'

/** A debit belongs to the due date nearest to it, from this long before to the day on which an outcome is final. */
const PAID_EARLY_MAX_DAYS = 10
const PAID_LATE_MAX_DAYS = 29
const NOON_MINUTE = 720

export interface BerkaContext {
  faults: readonly BadRow[]
  /** Obligations in the order in which they became known. */
  knownBefore: KnownBefore
  /** The id of the obligation that a debit pays, or null. */
  settledBy: (account: string, debit: Debit) => string | null
}

export const noContext: BerkaContext = { faults: [], knownBefore: () => [], settledBy: () => null }

/**
 * Reads `loan.asc` and `order.asc`. A first pass over the transactions finds the last day and the debits that show
 * on which day a standing order is usually paid.
 * @throws ServiceError where a table is missing or has other columns.
 */
export async function openBerkaContext(
  folder: string,
  transactions: CsvFile,
  zone: string,
): Promise<BerkaContext> {
  const loans = await readLoans(join(folder, 'loan.asc'))
  const orders = await readOrders(join(folder, 'order.asc'))
  const { lastDay, debits } = await readDebits(transactions)
  const dues = [
    ...loanDues(granted(loans.rows, lastDay), lastDay),
    ...ordersOf(orders.rows, loans.rows, debits, lastDay),
  ]
  return contextOf(dues, [...loans.faults, ...orders.faults], zone)
}

const granted = (loans: readonly Loan[], lastDay: number) =>
  loans.filter(({ grantedDay }) => grantedDay <= lastDay)

/** A loan's own standing order is left out: the loan states the same instalments. */
function ordersOf(
  orders: readonly Order[],
  loans: readonly Loan[],
  debits: Map<string, Debit[]>,
  lastDay: number,
): Due[] {
  const borrowers = new Set(loans.map(({ account }) => account))
  const claimed = new Set<Debit>()
  return orders.flatMap((order) => {
    if (order.symbol === 'UVER' && borrowers.has(order.account)) return []
    const matching = (debits.get(order.account) ?? []).filter(
      (debit) =>
        !claimed.has(debit) &&
        debit.symbol === order.symbol &&
        isSameAmount(debit.amountMinor, order.amountMinor),
    )
    for (const debit of matching) claimed.add(debit)
    return orderDues(
      order,
      matching.map(({ day }) => day),
      lastDay,
    )
  })
}

async function readDebits(file: CsvFile): Promise<{ lastDay: number; debits: Map<string, Debit[]> }> {
  const debits = new Map<string, Debit[]>()
  let lastDay = -Infinity
  for await (const row of file.rows()) {
    if (row.fault) continue
    try {
      const day = dayNumber(dateCell(row, 'date'))
      lastDay = Math.max(lastDay, day)
      if (directionOf(row) !== 'debit' || row.cell('operation') !== 'PREVOD NA UCET') continue
      const debit = { day, symbol: symbolOf(row), amountMinor: amountCell(row, 'amount') }
      const account = customerCell(row, 'account_id')
      const known = debits.get(account)
      if (known) known.push(debit)
      else debits.set(account, [debit])
    } catch (error) {
      // The second pass names the row.
      if (!(error instanceof CellFault)) throw error
    }
  }
  return { lastDay, debits }
}

function contextOf(dues: readonly Due[], faults: readonly BadRow[], zone: string): BerkaContext {
  const byAccount = Map.groupBy(dues, ({ account }) => account)
  return {
    faults,
    knownBefore: createKnownBefore(dues.map((due) => obligationOf(due, zone))),
    settledBy: (account, debit) => nearest(byAccount.get(account) ?? [], debit)?.id ?? null,
  }
}

function nearest(dues: readonly Due[], { day, symbol, amountMinor }: Debit): Due | null {
  let best: Due | null = null
  for (const due of dues) {
    const late_days = day - due.dueDay
    if (late_days < -PAID_EARLY_MAX_DAYS || late_days > PAID_LATE_MAX_DAYS) continue
    if (due.symbol !== symbol || !isSameAmount(due.amountMinor, amountMinor)) continue
    if (best === null || Math.abs(late_days) < Math.abs(day - best.dueDay)) best = due
  }
  return best
}

function obligationOf(due: Due, zone: string): MappedRow {
  const fact: Obligation = {
    kind: 'obligation',
    id: due.id,
    at: new Date(instantAt(dateOfDay(due.knownDay), NOON_MINUTE, zone)).toISOString(),
    version: 1,
    product: due.product,
    productId: due.productId,
    dueDate: dateOfDay(due.dueDay),
    amountMinor: due.amountMinor,
    currency: 'CZK',
    ...(due.outstandingMinor === undefined ? {} : { outstandingMinor: due.outstandingMinor }),
  }
  return { line: due.line, customerId: due.account, fact }
}

import type { Due } from './berka-due.ts'
import { dayInMonth, KNOWN_BEFORE_DUE_DAYS, monthName, monthOfDay } from './schedule.ts'
import { readTable, shortDateCell } from './table.ts'
import { amountCell, customerCell } from './cells.ts'
import { openCsv } from './csv.ts'
import { CellFault, type BadRow } from './row.ts'

const DUE_DAY_OF_MONTH = 12
const DURATION_MAX_MONTHS = 600

export interface Loan {
  line: number
  id: string
  account: string
  grantedDay: number
  duration_months: number
  paymentMinor: number
}

/** The column `status` tells how a loan ended, the future: it stands in the file and is never read. */
const columns = {
  required: ['loan_id', 'account_id', 'date', 'amount', 'duration', 'payments'],
  optional: ['status'],
}

export async function readLoans(path: string): Promise<{ rows: Loan[]; faults: BadRow[] }> {
  return readTable(await openCsv(path, ';', columns), (row) => {
    const duration = Number(row.cell('duration'))
    if (!Number.isInteger(duration) || duration < 1 || duration > DURATION_MAX_MONTHS)
      throw new CellFault('duration', 'is no number of months', `give 1 to ${DURATION_MAX_MONTHS}`)
    return {
      line: row.line,
      id: customerCell(row, 'loan_id'),
      account: customerCell(row, 'account_id'),
      grantedDay: shortDateCell(row, 'date'),
      duration_months: duration,
      paymentMinor: amountCell(row, 'payments'),
    }
  })
}

/** Instalments on the 12th, from the month after the grant, that are known by the last day of the input. */
export function loanDues(loans: readonly Loan[], lastDay: number): Due[] {
  return loans.flatMap((loan) => {
    const first = monthOfDay(loan.grantedDay) + 1
    return Array.from({ length: loan.duration_months }, (_, index) =>
      instalmentOf(loan, first, index),
    ).filter(({ knownDay }) => knownDay <= lastDay)
  })
}

function instalmentOf(loan: Loan, firstMonth: number, index: number): Due {
  const month = firstMonth + index
  const dueDay = dayInMonth(month, DUE_DAY_OF_MONTH)
  return {
    line: loan.line,
    account: loan.account,
    symbol: 'UVER',
    dueDay,
    knownDay: Math.max(loan.grantedDay, dueDay - KNOWN_BEFORE_DUE_DAYS),
    id: `loan-${loan.id}-${monthName(month)}`,
    product: 'loan',
    productId: `loan-${loan.id}`,
    amountMinor: loan.paymentMinor,
    outstandingMinor: loan.paymentMinor * (loan.duration_months - index - 1),
  }
}

import { instantAt } from '../../domain/bank-time.ts'
import { dateOfDay, dayNumber } from '../../domain/calendar.ts'
import type { Customer } from '../../domain/customer.ts'
import type { Obligation } from '../../domain/obligation.ts'
import { amountCell, customerCell, dateCell } from './cells.ts'
import { openCsv, type CsvRow } from './csv.ts'
import { customerColumns, employmentOf } from './equilibrate-columns.ts'
import { CellFault, type BadRow, type MappedRow } from './row.ts'
import { dayInMonth, dayOfMonth, KNOWN_BEFORE_DUE_DAYS, monthName, monthOfDay } from './schedule.ts'
import { readTable } from './table.ts'

const CURRENCY = 'INR'
const NOON_MINUTE = 720
const TENURE_MAX_MONTHS = 600

/** The days that the transactions cover. */
export interface Covered {
  firstDay: number
  lastDay: number
}
export interface Instalment {
  id: string
  dueDay: number
}
interface Loan {
  line: number
  customerId: string
  grantedDay: number
  tenure_months: number
  emiMinor: number
}

/**
 * Reads `customers.csv`: master data, and an instalment each month of the loan. Only those due in the days covered or
 * later are given: of earlier ones the transactions cannot tell whether they were paid.
 */
export async function readCustomers(
  path: string,
  zone: string,
  covered: Covered,
): Promise<{ facts: MappedRow[]; instalments: Map<string, Instalment[]>; faults: BadRow[] }> {
  const { rows, faults } = await readTable(await openCsv(path, ',', customerColumns), (row) => {
    const loan = loanOf(row)
    return { master: masterOf(row, loan, zone), dues: duesOf(loan, covered, zone) }
  })
  const instalments = new Map<string, Instalment[]>()
  for (const { master, dues } of rows)
    instalments.set(
      master.customerId,
      dues.map(({ fact }) => ({ id: fact.id, dueDay: dayNumber(fact.dueDate) })),
    )
  return { facts: rows.flatMap(({ master, dues }) => [master, ...dues]), instalments, faults }
}

function loanOf(row: CsvRow): Loan {
  return {
    line: row.line,
    customerId: customerCell(row, 'customer_id'),
    grantedDay: dayNumber(dateCell(row, 'loan_start_date')),
    tenure_months: wholeCell(row, 'loan_tenure_months', 0, TENURE_MAX_MONTHS),
    emiMinor: amountCell(row, 'emi_amount'),
  }
}

function masterOf(row: CsvRow, { line, customerId, grantedDay }: Loan, zone: string): MappedRow {
  const employment = employmentOf(row)
  const region = row.cell('city')
  const fact: Customer = {
    kind: 'customer',
    id: `customer-${line}`,
    at: noonOf(grantedDay, zone),
    version: 1,
    monthlyIncomeMinor: amountCell(row, 'salary'),
    currency: CURRENCY,
    expectedSalaryDay: wholeCell(row, 'expected_salary_day', 1, 31),
    ...(/^[A-Za-z0-9 -]{1,40}$/.test(region) ? { region } : {}),
    ...(employment === undefined ? {} : { employment }),
  }
  return { line, customerId, fact }
}

/** On the loan's own day of each month after the one of its start. */
function duesOf(
  loan: Loan,
  { firstDay, lastDay }: Covered,
  zone: string,
): (MappedRow & { fact: Obligation })[] {
  if (loan.emiMinor === 0) return []
  return Array.from({ length: loan.tenure_months }, (_, index) => {
    const month = monthOfDay(loan.grantedDay) + 1 + index
    const dueDay = dayInMonth(month, dayOfMonth(loan.grantedDay))
    return { index, month, dueDay, knownDay: Math.max(loan.grantedDay, dueDay - KNOWN_BEFORE_DUE_DAYS) }
  })
    .filter(({ dueDay, knownDay }) => dueDay >= firstDay && knownDay <= lastDay)
    .map((due) => instalmentOf(loan, due, zone))
}

function instalmentOf(
  { line, customerId, tenure_months, emiMinor }: Loan,
  { index, month, dueDay, knownDay }: { index: number; month: number; dueDay: number; knownDay: number },
  zone: string,
): MappedRow & { fact: Obligation } {
  return {
    line,
    customerId,
    fact: {
      kind: 'obligation',
      id: `emi-${line}-${monthName(month)}`,
      at: noonOf(knownDay, zone),
      version: 1,
      product: 'loan',
      productId: `loan-${line}`,
      dueDate: dateOfDay(dueDay),
      amountMinor: emiMinor,
      currency: CURRENCY,
      outstandingMinor: emiMinor * (tenure_months - index),
    },
  }
}

const noonOf = (day: number, zone: string): string =>
  new Date(instantAt(dateOfDay(day), NOON_MINUTE, zone)).toISOString()

function wholeCell(row: CsvRow, column: string, least: number, greatest: number): number {
  const text = row.cell(column)
  const value = Number(text)
  if (/^\d{1,4}$/.test(text) && value >= least && value <= greatest) return value
  throw new CellFault(column, 'is no such whole number', `give ${least} to ${greatest}`)
}

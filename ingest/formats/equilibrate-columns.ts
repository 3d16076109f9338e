import type { Customer } from '../../domain/customer.ts'
import type { Transaction, TransactionChannel } from '../../domain/transaction.ts'
import { neutralCategory } from '../categories.ts'
import type { CsvRow } from './csv.ts'
import { CellFault } from './row.ts'

/** Most rows carry one more cell, the persona that the pretend customer was made with: it is never read. */
export const transactionColumns = {
  required: ['transaction_id', 'customer_id', 'timestamp', 'amount', 'transaction_type', 'channel'],
  optional: ['merchant_category', 'is_salary'],
  cellsBeyond: 1,
}
/** `age` and `initial_balance` are not taken: neither says as of when. */
export const customerColumns = {
  required: ['customer_id', 'salary', 'expected_salary_day', 'loan_tenure_months', 'emi_amount'],
  optional: ['loan_start_date', 'age', 'city', 'employment_type', 'loan_amount', 'initial_balance'],
}

const channels: Readonly<Record<string, TransactionChannel>> = {
  ATM: 'atm',
  POS: 'card',
  UPI: 'upi',
  NETBANKING: 'net_banking',
  BANK_TRANSFER: 'transfer',
  AUTODEBIT: 'auto_debit',
}
const employments: Readonly<Record<string, Customer['employment']>> = {
  SALARIED: 'salaried',
  SELF_EMPLOYED: 'self_employed',
  GIG_WORKER: 'gig',
  UNEMPLOYED: 'unemployed',
}

/** One of a column's known values; in what is refused only the known ones are named. */
function choiceOf<T>(row: CsvRow, column: string, choices: Readonly<Record<string, T>>): T {
  const text = row.cell(column)
  if (Object.hasOwn(choices, text)) return choices[text] as T
  throw new CellFault(column, 'is not known', `use one of ${Object.keys(choices).join(', ')}`)
}

export const channelOf = (row: CsvRow): TransactionChannel => choiceOf(row, 'channel', channels)
export const directionOf = (row: CsvRow): Transaction['direction'] =>
  choiceOf(row, 'transaction_type', { CREDIT: 'credit', DEBIT: 'debit' } as const)

export function employmentOf(row: CsvRow): Customer['employment'] {
  return row.cell('employment_type') === '' ? undefined : choiceOf(row, 'employment_type', employments)
}

/**
 * Credits are salary where the row says so, money lent by a lending app, else what a merchant gave back. Debits to a
 * lending app repay it.
 */
export function categoryOf(row: CsvRow, direction: Transaction['direction']): Transaction['category'] {
  const name = row.cell('merchant_category')
  if (direction === 'credit') {
    if (row.cell('is_salary') === '1') return 'salary'
    return name === 'LOANAPP' ? 'other_credit' : 'refund'
  }
  const category = name === 'LOANAPP' ? 'instalment' : neutralCategory(name, direction)
  if (category !== null) return category
  throw new CellFault('merchant_category', 'is not known', 'use a category of docs/formats.md')
}

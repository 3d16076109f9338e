import { dayNumber } from '../../domain/calendar.ts'
import type { Category, Transaction, TransactionChannel } from '../../domain/transaction.ts'
import {
  berkaColumns,
  directionOf,
  operationOf,
  symbolOf,
  type BerkaSymbol,
  type Operation,
} from './berka-columns.ts'
import { noContext, openBerkaContext, type BerkaContext } from './berka-context.ts'
import { createSalaryWatch, type SalaryWatch } from './berka-salary.ts'
import { amountCell, balanceCell, createDayClock, customerCell, dateCell, idOfRow, mapRows } from './cells.ts'
import { openCsv, type CsvFile, type CsvRow } from './csv.ts'
import type { InputRow, MappedRow } from './row.ts'

const CURRENCY = 'CZK'

/**
 * The Czech bank of PKDD'99; its customer is the account. With the folder of its small tables, loans and standing
 * orders become obligations, in the order of time between the transactions.
 */
export async function openBerka(
  path: string,
  zone: string,
  contextFolder?: string,
): Promise<AsyncGenerator<InputRow>> {
  const file = await openCsv(path, ',', berkaColumns)
  const context = contextFolder === undefined ? noContext : await openBerkaContext(contextFolder, file, zone)
  return readBerka(file, zone, context)
}

async function* readBerka(file: CsvFile, zone: string, context: BerkaContext): AsyncGenerator<InputRow> {
  yield* context.faults
  const clock = createDayClock(zone)
  const isSalary = createSalaryWatch()
  const rows = mapRows(file, (row) => {
    const transaction = transactionOf(file, row, isSalary, clock)
    return withSettlement(transaction, row, context)
  })
  for await (const row of rows) {
    if ('fact' in row) yield* context.knownBefore(row.fact.at)
    yield row
  }
  yield* context.knownBefore(null)
}

function withSettlement(mapped: MappedRow, row: CsvRow, context: BerkaContext): MappedRow[] {
  const { fact } = mapped
  if (fact.kind !== 'transaction' || fact.direction !== 'debit') return [mapped]
  const debit = { day: dayNumber(row.cell('date')), symbol: symbolOf(row), amountMinor: fact.amountMinor }
  const obligationId = context.settledBy(mapped.customerId, debit)
  if (obligationId === null) return [mapped]
  const { amountMinor, at, id } = fact
  const settlement = {
    kind: 'settlement',
    id: `paid-${id}`,
    at,
    obligationId,
    status: 'paid',
    amountMinor,
  } as const
  return [mapped, { ...mapped, fact: settlement }]
}

function transactionOf(
  file: CsvFile,
  row: CsvRow,
  isSalary: SalaryWatch,
  clock: (customer: string, date: string) => string,
): MappedRow {
  const customerId = customerCell(row, 'account_id')
  const date = dateCell(row, 'date')
  const direction = directionOf(row)
  const amountMinor = amountCell(row, 'amount')
  const balanceMinor = balanceCell(row, 'balance')
  const kind =
    direction === 'debit'
      ? debitKind(operationOf(row), symbolOf(row))
      : creditKind(operationOf(row), symbolOf(row), () => {
          const payer = [row.cell('bank'), row.cell('account')].join(' ').trim()
          return isSalary(customerId, { day: dayNumber(date), amountMinor, payer })
        })
  const fact: Transaction = {
    kind: 'transaction',
    id: row.cell('trans_id') || idOfRow(file.name, row),
    at: clock(customerId, date),
    direction,
    amountMinor,
    currency: CURRENCY,
    ...kind,
    balanceMinor,
    taxonomy: 'essential-only',
  }
  return { line: row.line, customerId, fact }
}

interface Kind {
  channel: TransactionChannel
  category: Category
}

const debitsBySymbol: Readonly<Partial<Record<BerkaSymbol, Kind>>> = {
  SIPO: { channel: 'transfer', category: 'household' },
  POJISTNE: { channel: 'transfer', category: 'insurance' },
  UVER: { channel: 'auto_debit', category: 'instalment' },
  LEASING: { channel: 'transfer', category: 'instalment' },
  SLUZBY: { channel: 'bank', category: 'fee' },
  'SANKC. UROK': { channel: 'bank', category: 'penalty_interest' },
}

function debitKind(operation: Operation, symbol: BerkaSymbol): Kind {
  const named = debitsBySymbol[symbol]
  // A household bill can also be paid by a withdrawal at the counter: no visit to an ATM.
  if (named) return operation === 'VYBER' && symbol === 'SIPO' ? { ...named, channel: 'cash' } : named
  if (operation === 'VYBER' || operation === 'VYBER KARTOU') return { channel: 'atm', category: 'cash_out' }
  if (operation === 'PREVOD NA UCET') return { channel: 'transfer', category: 'transfer_out' }
  return { channel: 'bank', category: 'other' }
}

function creditKind(operation: Operation, symbol: BerkaSymbol, isSalary: () => boolean): Kind {
  if (symbol === 'DUCHOD') return { channel: 'transfer', category: 'pension' }
  if (symbol === 'UROK') return { channel: 'bank', category: 'interest' }
  if (operation === 'VKLAD') return { channel: 'cash', category: 'cash_in' }
  if (operation === 'PREVOD Z UCTU')
    return { channel: 'transfer', category: isSalary() ? 'salary' : 'transfer_in' }
  return { channel: 'bank', category: 'other_credit' }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from './sample.ts'

const DAY_MS = 86_400_000
const MINOR = 100

/** A row of the bank's file. Days count from 1970-01-01; money is in haléř. */
export type Row = {
  account: string
  day: number
  credit: boolean
  operation: string
  symbol: string
  amount: number
  balance: number
  payer: string
}
export type Loan = { id: string; account: string; granted: number; months: number; payment: number }
export type Order = { id: string; account: string; amount: number; symbol: string }

const money = (text = ''): number => Math.round(Number(text) * MINOR)
export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY_MS

/** The three tables, read with nothing of the product. */
export function readTables({ file, context }: Sample): { rows: Row[]; loans: Loan[]; orders: Order[] } {
  const lines = (path: string): string[] => readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1)
  const cells = (line: string): string[] => line.split(';').map((cell) => cell.replaceAll('"', '').trim())
  const rows = lines(file).map((line): Row => {
    const [
      ,
      account = '',
      date = '',
      type,
      operation = '',
      amount,
      balance,
      symbol = '',
      bank = '',
      other = '',
    ] = line.split(',')
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    return {
      ...{ account, day: dayOf(year, month, day), credit: type === 'PRIJEM', operation, symbol },
      ...{ amount: money(amount), balance: money(balance), payer: `${bank}${other}` },
    }
  })
  const loans = lines(join(context, 'loan.asc')).map((line): Loan => {
    const [id = '', account = '', date = '', , months, payment] = cells(line)
    const granted = dayOf(1900 + Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4)))
    return { id, account, granted, months: Number(months), payment: money(payment) }
  })
  const orders = lines(join(context, 'order.asc')).map((line): Order => {
    const [id = '', account = '', , , amount, symbol = ''] = cells(line)
    return { id, account, amount: money(amount), symbol }
  })
  return { rows, loans, orders }
}

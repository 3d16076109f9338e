import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { isBadRow, openInput, type InputRow } from '../formats.ts'

const zone = 'Asia/Kolkata'
const HEADER = 'trans_id,account_id,date,type,operation,amount,balance,k_symbol,bank,account'
let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'berka-'))))
afterAll(() => rm(folder, { recursive: true }))

async function read(lines: string[], context?: { loans: string[]; orders: string[] }): Promise<InputRow[]> {
  const file = join(folder, 'transactions.csv')
  await writeFile(file, [HEADER, ...lines].join('\n'))
  if (context) {
    const loans = ['"loan_id";"account_id";"date";"amount";"duration";"payments";"status"', ...context.loans]
    const orders = ['"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"', ...context.orders]
    await writeFile(join(folder, 'loan.asc'), loans.join('\r\n'))
    await writeFile(join(folder, 'order.asc'), orders.join('\r\n'))
  }
  const rows: InputRow[] = []
  const contextFolder = context ? folder : undefined
  for await (const row of await openInput({ file, format: 'berka', zone, contextFolder })) rows.push(row)
  return rows
}
const factsOf = (rows: InputRow[]): CustomerFact[] => rows.flatMap((row) => (isBadRow(row) ? [] : [row.fact]))
const ofKind = <K extends CustomerFact['kind']>(rows: InputRow[], kind: K) =>
  factsOf(rows).filter((fact): fact is Extract<CustomerFact, { kind: K }> => fact.kind === kind)

describe('transactions', () => {
  test.each([
    ['PRIJEM,VKLAD,700.0,700.0,,,', 'credit cash cash_in'],
    ['PRIJEM,,1.5,700.0,UROK,,', 'credit bank interest'],
    ['PRIJEM,PREVOD Z UCTU,3000,700.0,DUCHOD,AB,1', 'credit transfer pension'],
    ['PRIJEM,PREVOD Z UCTU,3000,700.0,,AB,1', 'credit transfer transfer_in'],
    ['VYDAJ,VYBER,700.0,0.0,,,', 'debit atm cash_out'],
    ['VYBER,VYBER,700.0,0.0,,,', 'debit atm cash_out'],
    ['VYDAJ,VYBER KARTOU,700.0,0.0,,,', 'debit atm cash_out'],
    ['VYDAJ,VYBER,14.6,0.0,SLUZBY,,', 'debit bank fee'],
    ['VYDAJ,VYBER,14.6,-5.2,SANKC. UROK,,', 'debit bank penalty_interest'],
    ['VYDAJ,VYBER,100,0.0,SIPO,,', 'debit cash household'],
    ['VYDAJ,PREVOD NA UCET,100,0.0,SIPO,AB,1', 'debit transfer household'],
    ['VYDAJ,PREVOD NA UCET,100,0.0,POJISTNE,AB,1', 'debit transfer insurance'],
    ['VYDAJ,PREVOD NA UCET,100,0.0,UVER,AB,1', 'debit auto_debit instalment'],
    ['VYDAJ,PREVOD NA UCET,100,0.0,,AB,1', 'debit transfer transfer_out'],
  ])('%s → %s', async (columns, expected) => {
    const [fact] = ofKind(await read([`7,576,1993-01-01,${columns}`]), 'transaction')
    expect(`${fact?.direction} ${fact?.channel} ${fact?.category}`).toBe(expected)
    expect(fact).toMatchObject({ id: '7', currency: 'CZK', taxonomy: 'essential-only' })
  })

  test('a negative balance comes along, and rows of one day keep their order', async () => {
    const rows = ['1,576,1993-01-05,VYDAJ,VYBER,10.0,90.0,,,', '2,576,1993-01-05,VYDAJ,VYBER,95.5,-5.5,,,']
    const [first, second] = ofKind(await read(rows), 'transaction')
    expect(second).toMatchObject({ balanceMinor: -550, at: '1993-01-05T06:30:01.000Z' })
    expect(first?.at).toBe('1993-01-05T06:30:00.000Z')
  })

  test('a transfer is salary when the same payer paid 20 to 65 days earlier, and only then', async () => {
    const transfer = (date: string, payer: string) =>
      `,576,${date},PRIJEM,PREVOD Z UCTU,3000.0,1,,AB,${payer}`
    const rows = await read([
      transfer('1993-01-05', '1'),
      transfer('1993-01-20', '1'),
      transfer('1993-01-25', '2'),
      transfer('1993-02-05', '1'),
      transfer('1993-04-26', '1'),
    ])
    const categories = ofKind(rows, 'transaction').map(({ category }) => category)
    expect(categories).toEqual(['transfer_in', 'transfer_in', 'transfer_in', 'salary', 'transfer_in'])
  })

  test('bad cells are named by their own columns', async () => {
    const rows = await read([
      '1,576,1993-02-30,PRIJEM,VKLAD,1,1,,,',
      '2,576,1993-01-01,DAR,VKLAD,1,1,,,',
      '3,576,1993-01-01,PRIJEM,VKLAD,-1,1,,,',
      '4,576,1993-01-01,PRIJEM,VKLAD,1,rich,,,',
      '5,576,1993-01-01,PRIJEM,VKLAD,1,1,XYZ,,',
      '6,,1993-01-01,PRIJEM,VKLAD,1,1,,,',
      '7,576,1993-01-01,PRIJEM,VKLAD,1,1,,,',
    ])
    const fields = rows.filter(isBadRow).map(({ line, field }) => `${line} ${field}`)
    expect(fields).toEqual(['2 date', '3 type', '4 amount', '5 balance', '6 k_symbol', '7 account_id'])
    expect(factsOf(rows)).toHaveLength(1)
  })
})

describe('with the small tables', () => {
  const debit = (date: string, amount: string, symbol: string) =>
    `${date}${symbol},576,${date},VYDAJ,PREVOD NA UCET,${amount},0,${symbol},AB,1`
  const last = '9,576,1993-06-20,PRIJEM,VKLAD,1,1,,,'
  const loan = '5314;576;930305;96396;12;803.00;"A"'

  test('a granted loan gives instalments on the 12th from the next month on, known 60 days ahead', async () => {
    const rows = await read([last], { loans: [loan, '5;576;930621;1;12;5.00;"A"'], orders: [] })
    const obligations = ofKind(rows, 'obligation')
    expect(obligations.map(({ dueDate }) => dueDate)).toEqual([
      '1993-04-12',
      '1993-05-12',
      '1993-06-12',
      '1993-07-12',
      '1993-08-12',
    ])
    expect(obligations[0]).toMatchObject({ id: 'loan-5314-1993-04', at: '1993-03-05T06:30:00.000Z' })
    expect(obligations[4]).toMatchObject({
      at: '1993-06-13T06:30:00.000Z',
      amountMinor: 80_300,
      product: 'loan',
    })
    expect(obligations[4]?.outstandingMinor).toBe(7 * 80_300)
  })

  test('how a loan ended is never read', async () => {
    const facts = async (status: string) =>
      factsOf(await read([last], { loans: [loan.replace('"A"', `"${status}"`)], orders: [] }))
    expect(await facts('D')).toEqual(await facts('A'))
  })

  test('a payment settles the instalment nearest to it, a rounded one too, at its own instant', async () => {
    const rows = await read(
      [debit('1993-04-12', '803.3', 'UVER'), debit('1993-05-20', '803', 'UVER'), last],
      {
        loans: [loan],
        orders: [],
      },
    )
    const settlements = ofKind(rows, 'settlement')
    expect(settlements.map(({ obligationId }) => obligationId)).toEqual([
      'loan-5314-1993-04',
      'loan-5314-1993-05',
    ])
    expect(settlements[0]).toMatchObject({
      at: '1993-04-12T06:30:00.000Z',
      amountMinor: 80_330,
      status: 'paid',
    })
  })

  test('a standing order falls due on the usual day of its debits, and without one not at all', async () => {
    const lines = [
      debit('1993-03-07', '500.0', 'SIPO'),
      debit('1993-04-07', '500.0', 'SIPO'),
      debit('1993-05-07', '99.0', 'SIPO'),
      last,
    ]
    const orders = ['29401;576;"AB";"1";500.00;"SIPO"', '29402;576;"AB";"1";777.00;"SIPO"', '29403;576;"AB";"1";500.00;" "'] // prettier-ignore
    const rows = await read(lines, { loans: [], orders })
    const dues = ofKind(rows, 'obligation').map(({ productId, dueDate }) => `${productId} ${dueDate}`)
    expect(dues).toEqual(['04', '05', '06', '07', '08'].map((month) => `order-29401 1993-${month}-07`))
    expect(ofKind(rows, 'settlement').map(({ obligationId }) => obligationId)).toEqual([
      'order-29401-1993-04',
    ])
  })

  test('a loan’s own standing order is not counted twice', async () => {
    const lines = [debit('1993-04-12', '803.0', 'UVER'), last]
    const rows = await read(lines, { loans: [loan], orders: ['1;576;"AB";"1";803.00;"UVER"'] })
    expect(new Set(ofKind(rows, 'obligation').map(({ product }) => product))).toEqual(new Set(['loan']))
  })

  test('facts come in the order of time, so that none is late', async () => {
    const rows = await read([debit('1993-04-12', '803.3', 'UVER'), last], { loans: [loan], orders: [] })
    const instants = factsOf(rows).map(({ at }) => at)
    expect(instants).toEqual(instants.toSorted())
  })

  test('a bad row of a table is named with its file', async () => {
    const rows = await read([last], {
      loans: ['1;576;931305;1;12;5.00;"A"'],
      orders: ['1;576;"AB";"1";x;"SIPO"'],
    })
    const named = rows.filter(isBadRow).map(({ file, line, field }) => `${file} ${line} ${field}`)
    expect(named).toEqual(['loan.asc 2 date', 'order.asc 2 amount'])
  })
})

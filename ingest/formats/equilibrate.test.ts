import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBadRow, openInput, type BadRow, type MappedRow } from '../formats.ts'

const zone = 'Asia/Kolkata'
const TRANSACTIONS =
  'transaction_id,customer_id,timestamp,amount,transaction_type,channel,merchant_category,is_salary'
const CUSTOMERS =
  'customer_id,age,city,employment_type,salary,expected_salary_day,loan_amount,loan_tenure_months,emi_amount,loan_start_date,initial_balance'
const BORROWER = '7,41,Pune,GIG_WORKER,47232,3,80698,12,1815,2025-12-20,9285'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'equilibrate-'))))
afterAll(() => rm(folder, { recursive: true }))

async function read(transactions: string[], customers?: string[]): Promise<(MappedRow | BadRow)[]> {
  const file = join(folder, 'transactions.csv')
  await writeFile(file, [TRANSACTIONS, ...transactions].join('\n'))
  if (customers) await writeFile(join(folder, 'customers.csv'), [CUSTOMERS, ...customers].join('\n'))
  const contextFolder = customers ? folder : undefined
  const rows: (MappedRow | BadRow)[] = []
  for await (const row of await openInput({ file, format: 'equilibrate', zone, contextFolder }))
    rows.push(row)
  return rows
}
const facts = (rows: (MappedRow | BadRow)[]) => rows.flatMap((row) => (isBadRow(row) ? [] : [row.fact]))
const line = (more: Partial<Record<'at' | 'type' | 'channel' | 'category' | 'salary' | 'amount', string>>) =>
  [
    ...['t1', '7', more.at ?? '2026-02-17 17:36:49.374722', more.amount ?? '1679', more.type ?? 'DEBIT'],
    ...[more.channel ?? 'UPI', more.category ?? 'GROCERY', more.salary ?? '0'],
  ].join(',')

describe('transactions', () => {
  test('a local time is an instant in the bank’s zone, and the persona behind the row is never read', async () => {
    const [plain, withPersona] = [await read([line({})]), await read([`${line({})},INCOME_SHOCK`])]
    expect(withPersona).toEqual(plain)
    expect(plain).toEqual([
      {
        line: 2,
        customerId: '7',
        fact: {
          kind: 'transaction',
          id: 't1',
          at: '2026-02-17T12:06:49.374Z',
          direction: 'debit',
          amountMinor: 167_900,
          currency: 'INR',
          channel: 'upi',
          category: 'grocery',
        },
      },
    ])
  })

  test.each([
    [{ type: 'CREDIT', channel: 'BANK_TRANSFER', category: 'SALARY', salary: '1' }, 'transfer', 'salary'],
    [{ type: 'CREDIT', category: 'LOANAPP' }, 'upi', 'other_credit'],
    [{ type: 'CREDIT', channel: 'POS', category: 'SHOPPING' }, 'card', 'refund'],
    [{ category: 'LOANAPP' }, 'upi', 'instalment'],
    [{ channel: 'ATM', category: 'ATM_WITHDRAWAL' }, 'atm', 'cash_out'],
    [{ channel: 'AUTODEBIT', category: 'EMI' }, 'auto_debit', 'instalment'],
    [{ channel: 'NETBANKING', category: 'MEDICAL' }, 'net_banking', 'essential_other'],
  ])('%j becomes %s, %s', async (cells, channel, category) =>
    expect(facts(await read([line(cells)]))).toMatchObject([{ channel, category }]),
  )

  test('what is not known is named by line and column, and the rest goes on', async () => {
    const rows = await read([
      ...[{ channel: 'PIGEON' }, { category: 'GOSSIP' }, { type: 'GIFT' }, { at: '17.2.2026' }].map(line),
      ...[`${line({})},STABLE,more`, line({})],
    ])
    const bad = rows.filter(isBadRow)
    expect(bad.map(({ line: at, field }) => `${at} ${field}`)).toEqual([
      ...['2 channel', '3 merchant_category', '4 transaction_type', '5 timestamp', '6 line'],
    ])
    expect(facts(rows)).toHaveLength(1)
  })
})

describe('with customers.csv', () => {
  test('master data and the instalments known by the last day come first, an EMI debit pays the nearest', async () => {
    const found = facts(
      await read([line({ channel: 'AUTODEBIT', category: 'EMI', amount: '1815' })], [BORROWER]),
    )
    expect(found.map(({ kind, id, at }) => `${at.slice(0, 10)} ${kind} ${id}`)).toEqual([
      '2025-12-20 customer customer-2',
      '2025-12-22 obligation emi-2-2026-02',
      '2026-01-19 obligation emi-2-2026-03',
      '2026-02-17 transaction t1',
      '2026-02-17 settlement paid-t1',
    ])
    expect(found[0]).toMatchObject({
      monthlyIncomeMinor: 4_723_200,
      expectedSalaryDay: 3,
      employment: 'gig',
      region: 'Pune',
    })
    expect(found[0]).not.toHaveProperty('birthYear')
    expect(found[1]).toMatchObject({
      dueDate: '2026-02-20',
      amountMinor: 181_500,
      outstandingMinor: 181_500 * 11,
    })
    expect(found[4]).toMatchObject({ obligationId: 'emi-2-2026-02', amountMinor: 181_500 })
  })

  test('an instalment due before the transactions begin is not given: nobody can tell whether it was paid', async () => {
    const found = facts(await read([line({ at: '2026-02-21 10:00:00' })], [BORROWER]))
    const dues = found.flatMap((fact) => (fact.kind === 'obligation' ? [fact.dueDate] : []))
    expect(dues).toEqual(['2026-03-20', '2026-04-20'])
  })

  test('a bad customer is named with its file', async () =>
    expect((await read([line({})], [BORROWER.replace('GIG_WORKER', 'POET')])).filter(isBadRow)).toMatchObject(
      [{ file: 'customers.csv', line: 2, field: 'employment_type' }],
    ))
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBadRow, openInput, type BadRow, type InputRow, type MappedRow } from './formats.ts'

const zone = 'Asia/Kolkata'
let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'formats-'))))
afterAll(() => rm(folder, { recursive: true }))

const HEADER =
  'kind,customer,id,at,direction,amount,currency,channel,category,balance,version,product,productId,dueDate,obligationId,status,monthlyIncome,of,reverses'
const GOOD = 'transaction,4711,t1,2026-03-01T09:30:00Z,debit,250.00,INR,card,grocery,1200.50,,,,,,,,,'

async function read(text: string, format = 'canonical'): Promise<InputRow[]> {
  const file = join(folder, 'events.csv')
  await writeFile(file, text)
  const rows: InputRow[] = []
  for await (const row of await openInput({ file, format, zone })) rows.push(row)
  return rows
}
const canonical = (...lines: string[]) => read([HEADER, ...lines].join('\n'))
const mapped = (rows: InputRow[]): MappedRow[] => rows.filter((row) => !isBadRow(row)) as MappedRow[]
const refusal = (input: { file: string; format: string; contextFolder?: string }) =>
  openInput({ zone, ...input }).then(
    () => null,
    (error: unknown) => error,
  )

describe('canonical', () => {
  test('each kind of fact is read from its columns', async () => {
    const rows = mapped(
      await canonical(
        GOOD,
        'obligation,4711,o1,2026-03-01,,5000,INR,,,,2,loan,loan-1,2026-03-12,,,,,',
        'settlement,4711,s1,2026-03-12T10:00:00+05:30,,4999.5,,,,,,,,,o1,partial,,,',
        'reversal,4711,v1,2026-03-13,,,,,,,,,,,,,,settlement,s1',
        'transaction,4711,t2,2026-03-14,credit,20,INR,card,refund,,,,,,,,,,t1',
        'customer,4711,m1,2026-01-01,,,INR,,,,1,,,,,,50000,,',
      ),
    )
    expect(rows.map(({ line, customerId }) => [line, customerId])).toEqual(
      [2, 3, 4, 5, 6, 7].map((line) => [line, '4711']),
    )
    expect(rows.map(({ fact }) => fact)).toEqual([
      {
        kind: 'transaction',
        id: 't1',
        at: '2026-03-01T09:30:00.000Z',
        direction: 'debit',
        amountMinor: 25_000,
        currency: 'INR',
        channel: 'card',
        category: 'grocery',
        balanceMinor: 120_050,
      },
      {
        kind: 'obligation',
        id: 'o1',
        at: '2026-03-01T06:30:00.000Z',
        version: 2,
        product: 'loan',
        productId: 'loan-1',
        dueDate: '2026-03-12',
        amountMinor: 500_000,
        currency: 'INR',
      },
      {
        kind: 'settlement',
        id: 's1',
        at: '2026-03-12T04:30:00.000Z',
        obligationId: 'o1',
        status: 'partial',
        amountMinor: 499_950,
      },
      {
        kind: 'reversal',
        id: 'v1',
        at: '2026-03-13T06:30:00.000Z',
        of: 'settlement',
        reverses: 's1',
      },
      {
        kind: 'transaction',
        id: 't2',
        at: '2026-03-14T06:30:00.000Z',
        direction: 'credit',
        amountMinor: 2000,
        currency: 'INR',
        channel: 'card',
        category: 'refund',
        reverses: 't1',
      },
      {
        kind: 'customer',
        id: 'm1',
        at: '2026-01-01T06:30:00.000Z',
        version: 1,
        currency: 'INR',
        monthlyIncomeMinor: 5_000_000,
      },
    ])
  })

  test('a bad row is named by line and field, and the rest goes on', async () => {
    const change = (column: string, value: string) => {
      const cells = GOOD.split(',')
      cells[HEADER.split(',').indexOf(column)] = value
      return cells.join(',')
    }
    const rows = await canonical(
      change('amount', '-5.00'),
      change('amount', 'plenty'),
      change('amount', '1e3'),
      change('at', '2026-02-30'),
      change('at', '2026-03-01T09:30:00'),
      change('kind', 'rumour'),
      change('customer', ''),
      change('category', 'unheard-of'),
      change('channel', 'pigeon'),
      change('dueDate', '2026-03-01'),
      'transaction,4711,"t1,2026-03-01,debit,250.00',
      'transaction,4711,t1',
      'obligation,4711,,2026-03-01,,5000,INR,,,,2,loan,loan-1,2026-03-12,,,,,',
      'obligation,4711,o,2026-03-01,,5000,INR,,,,two,loan,loan-1,2026-03-12,,,,,',
      '',
      GOOD,
    )
    const bad = rows.filter(isBadRow)
    expect(bad.map(({ line, field }: BadRow) => `${line} ${field}`)).toEqual([
      '2 amount', '3 amount', '4 amount', '5 at', '6 at', '7 kind', '8 customer', '9 category', '10 channel', '11 dueDate',
      '12 line', '13 line', '14 id', '15 version',
    ]) // prettier-ignore
    for (const row of bad) expect(row).toMatchObject({ file: 'events.csv', fix: expect.stringMatching(/./) })
    expect(JSON.stringify(bad)).not.toMatch(/plenty|rumour|unheard|pigeon/)
    expect(mapped(rows).map(({ line }) => line)).toEqual([17])
  })

  test('dates without a time keep the order of the file within a customer’s day', async () => {
    const row = (customer: string) =>
      GOOD.replace('4711', customer).replace('2026-03-01T09:30:00Z', '2026-03-01')
    const rows = mapped(await canonical(row('a'), row('b'), row('a')))
    expect(rows.map(({ fact }) => fact.at.slice(11, 19))).toEqual(['06:30:00', '06:30:00', '06:30:01'])
  })

  test('a row without an id gets one from file, line and text: the same again, another for another row', async () => {
    const without = GOOD.replace(',t1,', ',,')
    const ids = async (...lines: string[]) => mapped(await canonical(...lines)).map(({ fact }) => fact.id)
    const [first, second] = await ids(without, without)
    expect(first).toMatch(/^row-[0-9a-f]{24}$/)
    expect(second).not.toBe(first)
    expect(await ids(without)).toEqual([first])
    expect(await ids(without.replace('250.00', '251.00'))).not.toEqual([first])
  })

  test('quotes, a byte order mark and Windows line ends are read', async () => {
    const rows = await read(`\uFEFF${HEADER}\r\n${GOOD.replace('4711', '"47,""11"')}\r\n`)
    expect(mapped(rows)[0]?.customerId).toBe('47,"11')
  })
})

describe('before anything is loaded', () => {
  test('an unknown format is refused with the known ones', async () =>
    expect(await refusal({ file: 'x.csv', format: 'excel' })).toMatchObject({
      reason: 'format-unknown',
      message: expect.stringContaining('canonical, berka, equilibrate'),
    }))

  test('a missing file and a folder are refused', async () => {
    for (const file of [join(folder, 'none.csv'), folder])
      expect(await refusal({ file, format: 'canonical' })).toMatchObject({ reason: 'file-missing' })
  })

  test.each([
    ['kind,customer,at,amout', 'column-unknown', 'amout'],
    ['kind,customer', 'column-missing', 'at'],
    ['kind,customer,at,at', 'column-twice', 'at'],
    ['', 'header-missing', ''],
    ['kind,"customer,at', 'header-malformed', 'line 1'],
  ])('the header “%s” is refused: %s', async (header, reason, column) => {
    const file = join(folder, 'header.csv')
    await writeFile(file, `${header}\n`)
    const error = await refusal({ file, format: 'canonical' })
    expect(error).toMatchObject({ code: 'invalid', reason, message: expect.stringContaining(column) })
  })

  test('a context without its tables is refused', async () => {
    const file = join(folder, 'berka.csv')
    await writeFile(file, 'trans_id,account_id,date,type,operation,amount,balance,k_symbol,bank,account\n')
    const error = await refusal({ file, format: 'berka', contextFolder: folder })
    expect(error).toMatchObject({ reason: 'file-missing', message: expect.stringContaining('loan.asc') })
  })
})

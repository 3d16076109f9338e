import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldFact } from '../features/fold.ts'
import { emptyState, encodeState, type CustomerState } from '../features/state.ts'
import { isBadRow, openInput } from '../ingest/formats.ts'
import { readFacts, type TimedFact } from './offline/facts.ts'
import { featuresAt } from './offline/features-at.ts'
import { openFaults } from './offline/faults.ts'

const zone = 'Asia/Kolkata'
const FILES = ['transactions-1993-01_1994-04.csv', 'loan.asc', 'order.asc']
const samples = join(process.env.EQUILIBRATE_SAMPLES ?? '', 'berka')
const hasSamples =
  process.env.EQUILIBRATE_SAMPLES !== undefined && existsSync(join(samples, `${FILES[0]}.xz`))
/** 10:00 in Kolkata on the business day after the last event. */
const AS_OF = '1994-04-21T04:30:00Z'
/** A day in the midst of the file. */
const CUT = '1994-01-03'
const AS_OF_DAY = Date.parse('1994-04-21') / 86_400_000
/** Salaried, pensioned, without income, with a loan, with penalty interest, with a cash card. */
const ACCOUNTS = ['576', '1787', '5270', '793', '1844', '2378', '9635', '7753', '1972', '9188']

interface RawRow {
  day: number
  type: string
  operation: string
  symbol: string
  amount: number
  payer: string
}
const rawRows = (text: string): Map<string, RawRow[]> => {
  const byAccount = new Map<string, RawRow[]>()
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [, account = '', date = '', type = '', operation = '', amount, , symbol = '', bank, payer] =
      line.split(',')
    const row = { day: Date.parse(date) / 86_400_000, type, operation, symbol, amount: Number(amount) }
    byAccount.set(account, [...(byAccount.get(account) ?? []), { ...row, payer: `${bank} ${payer?.trim()}` }])
  }
  return byAccount
}

/** The scorecard's inputs, from the rows of one account, written without the product's code. */
function expectedFeatures(rows: RawRow[]) {
  const age = (row: RawRow) => AS_OF_DAY - row.day
  const isDebit = (row: RawRow) => row.type !== 'PRIJEM'
  const cents = (list: RawRow[]) => list.reduce((sum, row) => sum + Math.round(row.amount * 100), 0)
  const isPay = (row: RawRow, index: number) =>
    row.symbol === 'DUCHOD' ||
    (row.operation === 'PREVOD Z UCTU' &&
      rows.slice(0, index).some((earlier) => {
        const days = row.day - earlier.day
        return earlier.operation === row.operation && earlier.payer === row.payer && earlier.symbol === '' && days >= 20 && days <= 65 // prettier-ignore
      }))
  const pays = rows.filter(isPay)
  const lastPay = pays.at(-1)
  const month = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 7)
  const sixMonths = new Set(['1993-11', '1993-12', '1994-01', '1994-02', '1994-03', '1994-04'])
  const payMonths = new Set(pays.map((row) => month(row.day)).filter((name) => sixMonths.has(name)))
  const in90 = rows.filter((row) => age(row) < 90)
  const now = rows.filter((row) => isDebit(row) && age(row) < 28)
  const before = rows.filter((row) => isDebit(row) && age(row) >= 28 && age(row) < 56)
  const atm = (row: RawRow) => isDebit(row) && row.operation.startsWith('VYBER') && row.symbol === ''
  const essential = new Set(['SIPO', 'POJISTNE', 'UVER'])
  return {
    transactions_total: rows.length,
    transactions_90d: in90.length,
    days_since_transaction: age(rows.at(-1) as RawRow),
    days_since_salary: lastPay ? age(lastPay) : null,
    salary_seen_90d: lastPay && age(lastPay) < 90 ? 1 : 0,
    income_expected: payMonths.size >= 3 ? 1 : 0,
    atm_count_7d: rows.filter((row) => atm(row) && age(row) < 7).length,
    spending_change_28d:
      now.length + before.length < 10 || cents(before) === 0 ? null : cents(now) / cents(before) - 1,
    essential_minor_90d: cents(in90.filter((row) => isDebit(row) && essential.has(row.symbol))),
    discretionary_minor_90d: null,
    all_spending_minor_90d: cents(in90.filter(isDebit)),
    penalty_interest_90d: in90.filter((row) => row.symbol === 'SANKC. UROK').length,
  }
}

describe.skipIf(!hasSamples)('the whole Berka file (needs EQUILIBRATE_SAMPLES)', () => {
  let folder = ''
  let raw = new Map<string, RawRow[]>()
  let facts = new Map<string, TimedFact[]>()
  const input = () => ({ file: join(folder, FILES[0] ?? ''), format: 'berka', zone, contextFolder: folder })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'berka-'))
    for (const name of FILES) {
      const { stdout, status } = spawnSync('xz', ['-dc', join(samples, `${name}.xz`)], { maxBuffer: 2 ** 28 })
      expect(status, `xz cannot unpack ${name}`).toBe(0)
      await writeFile(join(folder, name), stdout)
      if (name === FILES[0]) raw = rawRows(stdout.toString())
    }
    facts = (await readFacts(input(), openFaults())).byCustomer
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  test('52,816 transactions of 1,252 accounts are folded: none rejected, none a duplicate', async () => {
    const states = new Map<string, CustomerState>()
    const verdicts = new Map<string, number>()
    let transactions = 0
    for await (const row of await openInput(input())) {
      if (isBadRow(row)) throw new Error(`${row.file} line ${row.line}: ${row.field} ${row.reason}`)
      const state = states.get(row.customerId) ?? emptyState()
      states.set(row.customerId, state)
      const verdict = foldFact(state, row.fact, { zone, brokerBankTime_ms: Date.parse(AS_OF) })
      verdicts.set(JSON.stringify(verdict), (verdicts.get(JSON.stringify(verdict)) ?? 0) + 1)
      if (row.fact.kind === 'transaction') transactions++
    }
    expect(transactions).toBe(52_816)
    expect([...verdicts.keys()]).toEqual(['"folded"'])
    expect(states.size).toBe(1252)
    const bytes = [...states.values()].reduce((sum, state) => sum + encodeState(state).length, 0)
    expect(bytes / states.size).toBeLessThan(2048)
  }, 60_000)

  test.each(ACCOUNTS)('the features of account %s equal a computation written apart', (account) => {
    const [features] = featuresAt(facts.get(account) ?? [], [Date.parse(AS_OF)], zone)
    expect(features).toMatchObject(expectedFeatures(raw.get(account) ?? []))
  })

  test('features of an instant are the same from a file that ends there', async () => {
    const [header = '', ...lines] = (await readFile(input().file, 'utf8')).split('\n')
    const cut = join(folder, 'cut.csv')
    await writeFile(cut, [header, ...lines.filter((line) => (line.split(',')[2] ?? '') < CUT)].join('\n'))
    const { byCustomer } = await readFacts({ ...input(), file: cut }, openFaults())
    const at_ms = Date.parse(`${CUT}T00:00:00+05:30`)
    for (const [account, whole] of facts)
      expect(featuresAt(byCustomer.get(account) ?? [], [at_ms], zone), account).toEqual(
        featuresAt(whole, [at_ms], zone),
      )
  }, 60_000)
})

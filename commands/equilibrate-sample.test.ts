import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBadRow, openInput, type MappedRow } from '../ingest/formats.ts'
import { foldFact } from '../features/fold.ts'
import { emptyState, type CustomerState } from '../features/state.ts'

const zone = 'Asia/Kolkata'
const samples = join(process.env.EQUILIBRATE_SAMPLES ?? '', 'equilibrate')
const hasSamples = (process.env.EQUILIBRATE_SAMPLES ?? '') !== '' && existsSync(samples)

describe.skipIf(!hasSamples)('the demo’s customers and transactions (needs EQUILIBRATE_SAMPLES)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'equilibrate-'))
  const rows: MappedRow[] = []
  let bad = 0

  beforeAll(async () => {
    for (const name of ['transactions.csv', 'customers.csv'])
      writeFileSync(
        join(folder, name),
        execFileSync('xz', ['-dc', join(samples, `${name}.xz`)], { maxBuffer: 2 ** 28 }),
      )
    const file = join(folder, 'transactions.csv')
    for await (const row of await openInput({ file, format: 'equilibrate', zone, contextFolder: folder }))
      if (isBadRow(row)) bad++
      else rows.push(row)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const of = (kind: string) => rows.filter(({ fact }) => fact.kind === kind)

  test('all 25,282 rows and 5,000 customers are facts', () => {
    expect({ bad, transactions: of('transaction').length, customers: of('customer').length }).toEqual({
      bad: 0,
      transactions: 25_282,
      customers: 5000,
    })
    expect(
      of('transaction').filter(({ fact }) => fact.kind === 'transaction' && fact.category === 'salary'),
    ).toHaveLength(1526)
  })

  test('25,275 transactions are folded and 7 are duplicates; none is late', () => {
    const states = new Map<string, CustomerState>()
    const counts = { folded: 0, duplicate: 0, erased: 0, rejected: 0 }
    for (const { customerId, fact } of rows) {
      const state = states.get(customerId) ?? emptyState()
      states.set(customerId, state)
      const verdict = foldFact(state, fact, { zone, brokerBankTime_ms: Date.parse(fact.at) })
      if (fact.kind === 'transaction') counts[typeof verdict === 'string' ? verdict : 'rejected']++
    }
    expect(counts).toEqual({ folded: 25_275, duplicate: 7, erased: 0, rejected: 0 })
    expect(states.size).toBe(5000)
  })

  test('every customer has an instalment ahead, and an EMI debit pays one', () => {
    const due = new Map<string, string>()
    for (const { customerId, fact } of of('obligation'))
      if (fact.kind === 'obligation') due.set(`${customerId}/${fact.id}`, fact.dueDate)
    expect(new Set([...due.keys()].map((key) => key.split('/')[0])).size).toBeGreaterThan(4900)
    expect([...due.values()].every((date) => date >= '2026-02-17' && date <= '2026-04-20')).toBe(true)
    const emis = of('settlement')
    expect(emis.length).toBeGreaterThan(300)
    for (const { customerId, fact } of emis)
      expect(fact.kind === 'settlement' && due.has(`${customerId}/${fact.obligationId}`)).toBe(true)
  })
})

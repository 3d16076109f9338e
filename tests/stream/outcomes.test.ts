import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { outcomeRows } from '../../commands/offline/outcome-rows.ts'
import { featuresAt } from '../../commands/offline/features-at.ts'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { addDays } from '../../domain/calendar.ts'
import { openDatabase, type Database } from '../../stores/postgres/database.ts'
import { settlementsOf } from '../../stores/postgres/obligations.ts'
import { openBankSystem, type BankSystem } from '../harness/bank-system.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'

const FIRST = '2025-09-01'
const LAST = '2026-02-20'
const WRITTEN_WITHIN_MS = 60_000

let bank: BankSystem
let db: Database
beforeAll(async () => {
  const instance = inject('instance')
  bank = await openBankSystem(instance)
  db = openDatabase(instance.environment['DATABASE_URL'] ?? '')
})
afterAll(() => Promise.all([bank.close(), db.close()]))

const moved = (
  date: string,
  hour: number,
  amountMinor: number,
  category: 'salary' | 'grocery',
): CustomerFact => ({
  kind: 'transaction',
  id: `t-${date}-${hour}`,
  at: `${date}T0${hour}:00:00.000Z`,
  direction: category === 'salary' ? 'credit' : 'debit',
  amountMinor,
  currency: 'INR',
  channel: 'upi',
  category,
  balanceMinor: 100_000 + amountMinor,
})
const due = (id: string, dueDate: string, knownOn: string): CustomerFact => ({
  kind: 'obligation',
  id,
  at: `${knownOn}T05:00:00.000Z`,
  version: 1,
  product: 'loan',
  productId: 'loan-1',
  dueDate,
  amountMinor: 500_000,
  currency: 'INR',
})
const paid = (obligationId: string, date: string): CustomerFact => ({
  kind: 'settlement',
  id: `s-${obligationId}-${date}`,
  at: `${date}T06:00:00.000Z`,
  obligationId,
  status: 'paid',
  amountMinor: 500_000,
})

/** A quiet life with four instalments: on time, late, missed (and known only a week before), and one whose payment the bank took back. */
function quietLife(): CustomerFact[] {
  const facts = [
    due('paid', '2025-11-12', FIRST),
    paid('paid', '2025-11-12'),
    due('late', '2025-12-12', FIRST),
    paid('late', '2025-12-22'),
    due('missed', '2026-01-12', '2026-01-05'),
    due('returned', '2026-01-15', FIRST),
    paid('returned', '2026-01-15'),
    reversed('s-returned-2026-01-15', '2026-01-18'),
  ]
  for (let date = FIRST; date <= LAST; date = addDays(date, 1)) {
    facts.push(moved(date, 4, 30_000, 'grocery'))
    if (date.endsWith('-01')) facts.push(moved(date, 3, 6_000_000, 'salary'))
  }
  return facts.toSorted((a, b) => (a.at < b.at ? -1 : 1))
}
const reversed = (settlement: string, date: string): CustomerFact => ({
  kind: 'reversal',
  id: `v-${settlement}`,
  at: `${date}T05:00:00.000Z`,
  of: 'settlement',
  reverses: settlement,
})

test('every obligation gets an outcome row without a case, with the features that were known 21 days before', async () => {
  await bank.now_ms()
  const token = await bank.token('quiet-life')
  const facts = quietLife()
  await bank.tell(token, facts)
  const rows = await eventually(
    'four outcomes',
    async () => {
      const found = await db.query(
        `select obligation_id as id, result, label, case_id, assignment, features, features_as_of as "asOf"
         from outcomes where customer = $1 order by due_date`,
        [token],
      )
      return found.rows.length === 4 && found.rows
    },
    WRITTEN_WITHIN_MS,
  )
  expect(rows.map(({ id, result, label }) => [id, result, label])).toEqual([
    ['paid', 'on_time', 0],
    ['late', 'late', 1],
    ['missed', 'missed', 1],
    ['returned', 'missed', 1],
  ])
  await eventually(
    'the payment stands and the one taken back does not',
    async () => {
      const [paidOnes, returnedOnes] = await Promise.all(
        ['paid', 'returned'].map((id) => settlementsOf(db, token, id)),
      )
      const { rowCount } = await db.query('select from settlements where customer = $1', [token])
      return rowCount === 3 && paidOnes?.length === 1 && returnedOnes?.length === 0
    },
    WRITTEN_WITHIN_MS,
  )
  const timed = facts.map((fact) => ({ at_ms: Date.parse(fact.at), fact }))
  const options = { zone: BANK_ZONE, daysBefore: 21, today: '2026-03-02' }
  const asOfs = new Map(outcomeRows(timed, options).map(({ obligation, asOf }) => [obligation.id, asOf]))
  for (const { id, case_id, assignment, features, asOf } of rows) {
    expect({ case_id, assignment }).toEqual({ case_id: null, assignment: 'none' })
    expect(new Date(asOf).toISOString()).toBe(asOfs.get(id))
    expect(features).toEqual(featuresAt(timed, [Date.parse(asOf)], BANK_ZONE)[0])
  }
}, 120_000)

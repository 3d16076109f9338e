import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { mapCapturedRow, type CapturedRow } from './map-row.ts'
import { columnsOf, mappingSchema, readMapping, type Mapping } from './mapping.ts'

const SAMPLE = join(import.meta.dirname, '..', 'stack', 'connect', 'sample', 'mapping.json')
const token = `c_${'a'.repeat(26)}`
const account = `account_${'b'.repeat(26)}`
let mapping: Mapping
beforeAll(async () => void (mapping = await readMapping(SAMPLE)))

const transaction = {
  transaction_id: 'T1',
  account_id: account,
  booked_at: '2026-03-01T10:15:00.123456+05:30',
  amount: '-250.5000',
  currency: 'INR',
  channel: 'POS',
  category: 'pharmacy',
  balance: '1200.50',
  status: 'POSTED',
}
const map = (table: string, row: CapturedRow['row'], op = 'c') =>
  mapCapturedRow(mapping, { table: `core_banking.${table}`, op, row })
const faultOf = (change: object) => {
  const result = map('transactions', { ...transaction, ...change })
  return 'fault' in result ? result.fault.field : null
}

describe('a row of the sample database', () => {
  test('becomes a fact of whoever owns the account, in our terms', () =>
    expect(map('transactions', transaction)).toEqual({
      ownership: null,
      mapped: {
        customer: null,
        owned: account,
        fact: {
          kind: 'transaction',
          id: 'T1',
          at: '2026-03-01T04:45:00.123Z',
          direction: 'debit',
          amountMinor: 25_050,
          currency: 'INR',
          channel: 'card',
          category: 'essential_other',
          balanceMinor: 120_050,
          status: 'posted',
        },
      },
    }))

  test('says who owns what', () =>
    expect(map('accounts', { account_id: account, customer_id: token })).toEqual({
      ownership: { owned: account, customer: token },
      mapped: null,
    }))

  test('of master data belongs to the customer whom it names, and empty columns are left out', () =>
    expect(
      map('customers', { customer_id: token, updated_at: '2026-01-01T00:00:00Z', version: 3, region: null }),
    ).toMatchObject({ mapped: { customer: token, fact: { id: token, version: 3 } } }))

  test('that is pending is no fact yet, and one that was deleted takes nothing back', () => {
    const nothing = { ownership: null, mapped: null }
    expect(map('transactions', { ...transaction, status: 'PENDING' })).toEqual(nothing)
    expect(map('transactions', { transaction_id: 'T1' }, 'd')).toEqual(nothing)
  })

  test.each([
    [{ amount: '12.345' }, 'amount'],
    [{ amount: 'much' }, 'amount'],
    [{ channel: 'PIGEON' }, 'channel'],
    [{ category: 'unheard-of' }, 'category'],
    [{ booked_at: '2026-03-01T10:15:00' }, 'booked_at'],
    [{ account_id: null }, 'account_id'],
    [{ transaction_id: null }, 'id'],
  ])('with %j is refused by its field', (change, field) => expect(faultOf(change)).toBe(field))

  test('of a table that is not mapped is refused', () =>
    expect(map('secrets', {})).toMatchObject({ fault: { field: 'table' } }))
})

describe('a mapping', () => {
  test('lets only the columns that it names leave the database', () => {
    const columns = Object.values(mapping.tables).flatMap(columnsOf)
    for (const personal of ['full_name', 'phone', 'email', 'postal_address', 'narration', 'counterparty'])
      expect(columns).not.toContain(personal)
  })

  test.each([
    ['a key that is no id', { ids: {}, key: 'x', owner: undefined }, /not among the ids/],
    ['an owner that is a customer', { owner: { owned: 'b', customer: 'a' } }, /of these kinds/],
    ['a fact without a customer', { fact: { id: { column: 'a' } } }, /come together/],
    ['a table that gives nothing', { owner: undefined }, /facts or owners/],
    ['a field that is not known', { colour: 'red' }, /colour/],
  ])('with %s is refused', (_, change, message) => {
    const table = { ids: { a: 'account', b: 'customer' }, key: 'b', owner: { owned: 'a', customer: 'b' } }
    const parsed = mappingSchema.safeParse({ name: 'bank', tables: { 's.t': { ...table, ...change } } })
    expect(parsed.success).toBe(false)
    expect(JSON.stringify(parsed.error?.issues)).toMatch(message)
  })
})

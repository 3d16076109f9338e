import { describe, expect, test } from 'vitest'
import { neutralCategory } from './categories.ts'
import { validateFact, validateKeyedFact } from './validate.ts'

const fact = {
  kind: 'transaction',
  id: 't1',
  at: '2026-01-05T10:00:00Z',
  direction: 'debit',
  amountMinor: 1000,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
}
const faultOf = (value: unknown) => {
  const verdict = validateFact(value)
  return verdict.ok ? null : verdict.fault
}

test('a good fact passes unchanged', () => expect(validateFact(fact)).toEqual({ ok: true, value: fact }))

describe('what is wrong is named by field', () => {
  test.each([
    [{ ...fact, amountMinor: -1 }, 'amountMinor', /small/],
    [{ ...fact, amountMinor: 'x' }, 'amountMinor', /missing or of the wrong type/],
    [{ ...fact, at: 'yesterday' }, 'at', /wrong form/],
    [{ ...fact, currency: 'rupees' }, 'currency', /wrong form/],
    [{ ...fact, channel: 'pigeon' }, 'channel', /not one of/],
    [{ ...fact, category: 'unheard-of' }, 'category', /not one of/],
    [{ ...fact, kind: 'rumour' }, 'kind', /no known kind/],
    [{ ...fact, narration: 'to Mrs Novak' }, 'narration', /not a known field/],
    [undefined, '', /wrong type/],
  ])('%j', (value, field, reason) =>
    expect(faultOf(value)).toEqual({ field, reason: expect.stringMatching(reason), fix: expect.any(String) }),
  )

  test('the value itself is never repeated: it may be about a person', () => {
    for (const field of ['id', 'at', 'currency', 'channel', 'category', 'direction'])
      expect(JSON.stringify(faultOf({ ...fact, [field]: { name: 'Novak' } }))).not.toContain('Novak')
    expect(JSON.stringify(faultOf({ ...fact, currency: 'Novak' }))).not.toContain('Novak')
  })
})

test('a key that is no token is rejected', () => {
  expect(validateKeyedFact({ customer: `c_${'a'.repeat(26)}`, fact })).toMatchObject({ ok: true })
  for (const customer of ['4711', `c_${'A'.repeat(26)}`, `c_${'a'.repeat(25)}`, null]) {
    const verdict = validateKeyedFact({ customer, fact })
    expect(verdict).toMatchObject({ ok: false, fault: { field: 'customer' } })
  }
  expect(validateKeyedFact('nonsense').ok).toBe(false)
})

describe('categories', () => {
  test('health, religion, politics and union cannot be told apart from their neutral group', () => {
    for (const raw of ['pharmacy', 'Hospital', 'medical', 'dentist'])
      expect(neutralCategory(raw, 'debit')).toBe('essential_other')
    for (const raw of ['church', 'mosque', 'political party', 'union-dues', 'donation'])
      expect(neutralCategory(raw, 'debit')).toBe('other')
  })

  test('names of banks are taken through JSON doors too', () => {
    const verdict = validateFact({ ...fact, category: 'Pharmacy' })
    expect(verdict).toMatchObject({ ok: true, value: { category: 'essential_other' } })
  })

  test('a transfer is named by its direction, and an unknown name is none', () => {
    expect(neutralCategory('transfer', 'credit')).toBe('transfer_in')
    expect(neutralCategory('transfer', 'debit')).toBe('transfer_out')
    expect(neutralCategory('penalty_interest', 'debit')).toBe('penalty_interest')
    expect(neutralCategory('constructor', 'debit')).toBeNull()
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bankEventSchema } from '../domain/bank-event.ts'
import { instantOf } from '../features/instant.ts'
import { validateFact } from '../ingest/validate.ts'
import { readPlainFact } from './plain-facts.ts'

const transaction = {
  kind: 'transaction',
  id: 't1',
  at: '2026-03-02T09:00:00Z',
  direction: 'debit',
  amountMinor: 12_500,
  currency: 'INR',
  channel: 'card',
  category: 'grocery',
}
const settlement = {
  kind: 'settlement',
  id: 's1',
  at: '2026-03-02T09:00:00.120Z',
  obligationId: 'o1',
  status: 'paid',
  amountMinor: 1,
}
const obligation = {
  kind: 'obligation',
  id: 'o1',
  at: '2026-03-02T09:00:00Z',
  version: 1,
  product: 'loan',
  productId: 'p',
  dueDate: '2028-02-29',
  amountMinor: 1,
  currency: 'INR',
}
const facts: readonly object[] = [
  transaction,
  { ...transaction, balanceMinor: -1, status: 'failed', reverses: 't0', taxonomy: 'essential-only' },
  { ...transaction, reverses: 't0' },
  settlement,
  obligation,
  { ...obligation, outstandingMinor: 5, limitMinor: 6 },
]

/** What the schema makes of these bytes; null where it takes them for no event. */
function bySchema(bytes: Buffer): unknown {
  try {
    return bankEventSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

test.each(facts.map((fact) => [JSON.stringify(fact), fact]))(
  'as a door writes it, it takes the short way: %s',
  (_, fact) => {
    const shuffled = Object.fromEntries(Object.entries(fact).reverse())
    const verdict = validateFact(shuffled)
    const written = Buffer.from(JSON.stringify(verdict.ok && verdict.value))
    expect(readPlainFact(written)).toStrictEqual(fact)
  },
)

test('the short way gives what the schema gives, wherever a byte is changed or the end is cut off', () => {
  let taken = 0
  const isEqual = (bytes: Buffer): void => {
    const plain = readPlainFact(bytes)
    if (plain === null) return
    taken++
    expect(bySchema(bytes), bytes.toString('latin1')).toStrictEqual(plain)
  }
  for (const fact of facts) {
    const bytes = Buffer.from(JSON.stringify(fact))
    for (let cut = 0; cut <= bytes.length; cut++) isEqual(bytes.subarray(0, cut))
    isEqual(Buffer.concat([bytes, Buffer.from('}')]))
    for (let at = 0; at < bytes.length; at++)
      for (const byte of [...'"\\ ,:{}[]-+.0123459aAZzeETx\n', 0x00, 0x7f, 0x80, 0xc3, 0xff]) {
        const changed = Buffer.from(bytes)
        changed[at] = typeof byte === 'string' ? byte.charCodeAt(0) : byte
        isEqual(changed)
      }
  }
  expect(taken).toBeGreaterThan(1000)
})

const instants = fc.constantFrom(
  ...['2026-02-29T00:00:00Z', '2024-02-29T23:59:59Z', '2026-03-02T24:00:00Z', '2026-03-02T09:60:00Z'],
  ...['2026-03-02 09:00:00Z', '2026-13-02T09:00:00Z', '2026-04-31T09:00:00.000Z', '2026-03-02T09:00:00+01'],
  ...['2026-03-02T09:00:00.1x0Z', '2O26-03-02T09:00:00Z', '1900-02-29T09:00:00Z', '2026-02-30', '2026-12-31'],
)
const words = fc.constantFrom(
  '',
  'x'.repeat(64),
  'x'.repeat(65),
  'tick',
  'transaction',
  'inr',
  'EUR',
  'failed',
  'paid',
)
const numbers = fc.constantFrom(0, -0, -1, 0.5, 1e15, 1e15 + 1, 999_999_999_999_999, 2_147_483_648, 1e21)
const others = fc.constantFrom<unknown>(null, true, [], {}, ['INR'], 'a\nb', 'é', '"', '\\', '\u007f')
const odd = fc.oneof(
  instants,
  words,
  numbers,
  others,
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.integer(),
)
const names = fc.constantFrom('narration', '', '__proto__', ...facts.flatMap((fact) => Object.keys(fact)))
const changes = fc.array(fc.record({ name: names, value: fc.option(odd, { nil: undefined, freq: 4 }) }), {
  maxLength: 3,
})

test('the short way gives what the schema gives, whatever a sender changes', () => {
  let taken = 0
  const isEqual = (fact: object, changed: { name: string; value: unknown }[]): void => {
    const entries = new Map(Object.entries(fact))
    // Without a value the field is left out.
    for (const { name, value } of changed) entries.set(name, value)
    const bytes = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
    const plain = readPlainFact(bytes)
    if (plain === null) return
    taken++
    expect(bySchema(bytes)).toStrictEqual(plain)
  }
  fc.assert(fc.property(fc.constantFrom(...facts), changes, isEqual), { numRuns: 20_000, seed: 4 })
  expect(taken).toBeGreaterThan(3000)
}, 60_000)

test('a fact is read where it stands among others, and not where it ends beyond its place', () => {
  const [first, second] = [JSON.stringify(transaction), JSON.stringify(settlement)]
  const bytes = Buffer.from(first + second)
  expect(readPlainFact(bytes, 0, first.length)).toStrictEqual(transaction)
  expect(readPlainFact(bytes, first.length)).toStrictEqual(settlement)
  expect(readPlainFact(bytes, 0, first.length - 1)).toBeNull()
  expect(readPlainFact(bytes, 0, first.length + 1)).toBeNull()
})

test('the instant that is read in bytes on the way is the one that its text says', () => {
  const time = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(time, fc.boolean(), (date, inSeconds) => {
      const text = date.toISOString()
      const at = inSeconds ? text.replace(/\.\d+/, '') : text
      const fact = readPlainFact(Buffer.from(JSON.stringify({ ...settlement, at })))
      return fact?.at === at && instantOf(fact.at) === Date.parse(at)
    }),
  )
})

import { expect, test } from 'vitest'
import { explained } from './rejection.ts'

test('the stream’s short form is taken apart, and each known reason says its fix', () => {
  expect(explained({ reason: 'invalid-field: amountMinor' })).toEqual({
    reason: 'invalid-field',
    field: 'amountMinor',
    fix: expect.stringContaining('docs/formats.md'),
  })
  for (const reason of ['key-is-no-token', 'unknown-field', 'late', 'future', 'not-json', 'owner-unknown'])
    expect(explained({ reason })).toMatchObject({ reason, field: '', fix: expect.stringMatching(/.{10}/) })
})

test('a door that says its own fix is believed', () => {
  const said = { reason: 'is negative: by far', field: 'amount', fix: 'give it without a sign' }
  expect(explained(said)).toEqual(said)
})

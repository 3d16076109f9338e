import { expect, test } from 'vitest'
import { externalIdSchema, sourceVersionSchema, tokenSchema } from './ids.ts'

test('an id of the bank may hold anything but control characters', () => {
  expect(externalIdSchema.safeParse('Konto 12/ä').success).toBe(true)
  for (const id of ['', 'a\u0000b', 'a\nb', 'x'.repeat(65)])
    expect(externalIdSchema.safeParse(id).success).toBe(false)
})

test('a version fits the column that keeps it', () => {
  expect(sourceVersionSchema.safeParse(2_147_483_647).success).toBe(true)
  for (const version of [0, 1.5, 2_147_483_648])
    expect(sourceVersionSchema.safeParse(version).success).toBe(false)
})

test('a key that is no token is refused', () => {
  expect(tokenSchema.safeParse(`c_${'a'.repeat(26)}`).success).toBe(true)
  for (const key of [`c_${'A'.repeat(26)}`, `c_${'a'.repeat(25)}`, 'EQ100001'])
    expect(tokenSchema.safeParse(key).success).toBe(false)
})

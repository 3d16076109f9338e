import { expect, test } from 'vitest'
import { nameOf, PREPARED_MAX } from './prepared.ts'

test('a statement has one name, another statement another, and no more are named than the server should keep', () => {
  const first = nameOf('select 1')
  expect(nameOf('select 1')).toBe(first)
  expect(nameOf('select 2')).not.toBe(first)
  for (let more = 0; more < PREPARED_MAX; more++) nameOf(`select ${more} as more`)
  expect(nameOf('select one too many')).toBeUndefined()
  expect(nameOf('select 1')).toBe(first)
})

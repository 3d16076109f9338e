import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isToken } from '../domain/ids.ts'
import { tokenOf } from './tokenise.ts'

const pepper = Buffer.alloc(32, 7)

test('a token is the first 130 bits of the keyed hash, in base32', () => {
  const bits = [...createHmac('sha256', pepper).update('account 4711').digest()]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const expected = Array.from(
    { length: 26 },
    (_, i) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(bits.slice(i * 5, i * 5 + 5), 2)],
  )
  expect(tokenOf(pepper, 'account 4711')).toBe(`c_${expected.join('')}`)
})

test('the same id gives the same token, another id or pepper another one', () => {
  const token = tokenOf(pepper, 'žluťoučký 1')
  expect(isToken(token)).toBe(true)
  expect(tokenOf(pepper, 'žluťoučký 1')).toBe(token)
  expect(tokenOf(pepper, 'žluťoučký 2')).not.toBe(token)
  expect(tokenOf(Buffer.alloc(32, 8), 'žluťoučký 1')).not.toBe(token)
})

test('padding and the way in which accents are composed make no other customer', () => {
  const token = tokenOf(pepper, 'Ölmez 1')
  expect(tokenOf(pepper, '  Ölmez 1 ')).toBe(token)
  expect(tokenOf(pepper, 'Ölmez 1'.normalize('NFD'))).toBe(token)
  expect(tokenOf(pepper, 'Ölmez  1')).not.toBe(token)
})

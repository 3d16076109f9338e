import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { open, seal } from './seal.ts'

const key = randomBytes(32)
const plain = Buffer.from('Priya Sharma, +919812345678')

test('what was sealed opens to the same bytes, and two seals of it differ', () => {
  const first = seal(key, plain, 'contact:a')
  expect(open(key, first, 'contact:a')).toEqual(plain)
  expect(seal(key, plain, 'contact:a')).not.toEqual(first)
  expect(first.includes('Priya')).toBe(false)
})

test('a changed byte anywhere is found', () => {
  const sealed = seal(key, plain, 'contact:a')
  for (let at = 0; at < sealed.length; at++) {
    const tampered = Buffer.from(sealed)
    tampered[at] = tampered[at]! ^ 1
    expect(() => open(key, tampered, 'contact:a'), `byte ${at}`).toThrow('does not verify')
  }
})

test('bytes cut short, another key and another context do not open', () => {
  const sealed = seal(key, plain, 'contact:a')
  expect(() => open(key, sealed.subarray(0, 20), 'contact:a')).toThrow('does not verify')
  expect(() => open(randomBytes(32), sealed, 'contact:a')).toThrow('does not verify')
  expect(() => open(key, sealed, 'contact:b')).toThrow('does not verify')
})

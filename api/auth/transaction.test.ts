import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTransaction, safePath, sealTransaction } from './transaction.ts'

const transaction = { state: 's', nonce: 'n', codeVerifier: 'v', to: '/cases' }

test('what was begun comes back, and only under the same key', async () => {
  const key = randomBytes(32)
  const sealed = await sealTransaction(key, transaction)
  expect(await openTransaction(key, sealed)).toEqual(transaction)
  expect(await openTransaction(randomBytes(32), sealed)).toBeNull()
  expect(await openTransaction(key, sealed.slice(0, -4) + 'AAAA')).toBeNull()
  expect(await openTransaction(key, undefined)).toBeNull()
})

test('after sign-in one stays on this site', () => {
  expect(safePath('/cases?queue=open#x')).toBe('/cases?queue=open#x')
  const elsewhere = [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    7,
    undefined,
  ]
  for (const to of elsewhere) expect(safePath(to)).toBe('/')
})

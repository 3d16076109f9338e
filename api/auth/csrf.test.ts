import { expect, test } from 'vitest'
import { checkCsrf } from './csrf.ts'
import { actorFromClaims, type SignedIn } from './signed-in.ts'

const actor = { id: 'asha', roles: ['case_worker' as const], permissions: [] }
const browser: SignedIn = { actor, name: 'Asha', csrf: 'the-token', sessionHash: Buffer.alloc(32) }

test('a write of a browser without the token, or with another, is refused', () => {
  expect(() => checkCsrf('POST', undefined, browser)).toThrow('lacks')
  expect(() => checkCsrf('PUT', 'the-tokem', browser)).toThrow('lacks')
  expect(() => checkCsrf('POST', '', browser)).toThrow('lacks')
  expect(() => checkCsrf('POST', 'the-token', browser)).not.toThrow()
})

test('reading needs no token, and neither does a machine with a bearer token', () => {
  expect(() => checkCsrf('GET', undefined, browser)).not.toThrow()
  expect(() => checkCsrf('POST', undefined, { ...browser, csrf: null })).not.toThrow()
})

test('roles and permissions that we do not know count for nothing', () => {
  const { actor: got } = actorFromClaims({
    sub: 'x',
    roles: ['admin', 'auditor', 7],
    permissions: ['credit_authority', 'all'],
  })
  expect(got).toEqual({ id: 'x', roles: ['auditor'], permissions: ['credit_authority'] })
  expect(actorFromClaims({ sub: 'x', roles: 'supervisor' }).actor.roles).toEqual([])
  expect(() => actorFromClaims({ roles: ['auditor'] })).toThrow('subject')
})

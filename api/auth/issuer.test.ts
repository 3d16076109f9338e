import { expect, test } from 'vitest'
import { routes } from '../contract.ts'
import type { Route } from '../contract/route.ts'
import { createIssuer, type IssuerOptions } from './issuer.ts'

test('the embedded issuer refuses to start in production mode', () => {
  expect(() => createIssuer({ mode: 'production' } as IssuerOptions)).toThrow('set OIDC_ISSUER')
})

test('what moves bank time, ends the undo time or names pretend staff does not exist in production mode', () => {
  const names = Object.entries<Route>(routes).flatMap(([name, route]) =>
    route.developmentOnly ? [name] : [],
  )
  expect(names.toSorted()).toEqual(['getDemoUsers', 'postUndoTimeOver', 'putBankClock'])
})

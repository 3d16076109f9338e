import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refusePretence } from './production.ts'
import { secretNames } from './secrets.ts'

const options = { customers: 0, historyDays: 1, day_ms: 1, rehearseDays: 0 }

beforeEach(() => {
  vi.stubEnv('EQUILIBRATE_MODE', 'production')
  vi.stubEnv('OIDC_ISSUER', 'https://issuer.example')
  for (const name of secretNames) vi.stubEnv(name, 'given')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('production starts when nothing is pretended and every secret is given', () => {
  expect(() => refusePretence(options)).not.toThrow()
})

test.each([
  ['TWILIO_ACCOUNT_SID', /pretend phone network/],
  ['OIDC_ISSUER', /embedded issuer/],
  ['EQUILIBRATE_VAULT_KEY', /EQUILIBRATE_VAULT_KEY would be generated/],
  ['EQUILIBRATE_TOKEN_PEPPER', /EQUILIBRATE_TOKEN_PEPPER would be generated/],
])('production without %s is refused', (name, reason) => {
  vi.stubEnv(name, '')
  expect(() => refusePretence(options)).toThrow(reason)
})

test('production does not run the pretend bank', () => {
  expect(() => refusePretence({ ...options, customers: 1000 })).toThrow(/pretend bank/)
})

test('production does not rehearse', () => {
  expect(() => refusePretence({ ...options, rehearseDays: 3 })).toThrow(/pretend staff/)
})

test('an unknown mode is named', () => {
  vi.stubEnv('EQUILIBRATE_MODE', 'prod')
  expect(() => refusePretence(options)).toThrow(/prod is neither/)
})

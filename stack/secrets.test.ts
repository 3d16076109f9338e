import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadSecrets } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'secrets.json')
const secrets = loadSecrets(file)

test('secrets are generated once, and only their owner can read them', () => {
  expect(loadSecrets(file)).toEqual(secrets)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(loadSecrets(`${file}.other`)).not.toEqual(secrets)
})

test('keys are 32 bytes in base64', () => {
  const keys = Object.entries(secrets).filter(([name]) => /PEPPER|VAULT|INDEX|SESSION|DECISION/.test(name))
  expect(keys).toHaveLength(6)
  for (const [name, key] of keys) expect(Buffer.from(key, 'base64'), name).toHaveLength(32)
})

test('the two halves of the decision key belong together', () => {
  const url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url')
  const x = url(secrets.EQUILIBRATE_DECISION_PUBLIC_KEY)
  const d = url(secrets.EQUILIBRATE_DECISION_PRIVATE_KEY)
  const ed25519 = { kty: 'OKP', crv: 'Ed25519', x }
  const message = Buffer.from('approve')
  const signature = sign(null, message, createPrivateKey({ key: { ...ed25519, d }, format: 'jwk' }))
  expect(verify(null, message, createPublicKey({ key: ed25519, format: 'jwk' }), signature)).toBe(true)
})

test('the account of the pretend network looks like a real one', () => {
  expect(secrets.TWILIO_ACCOUNT_SID).toMatch(/^AC[0-9a-f]{32}$/)
})

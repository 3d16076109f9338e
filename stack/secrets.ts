import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writePrivately } from './private-file.ts'

/** Every secret of an instance, by the name of the environment variable that carries it. */
export type Secrets = Record<SecretName, string>
export type SecretName = keyof typeof generators | 'EQUILIBRATE_DECISION_PUBLIC_KEY'

const KEY_BYTES = 32
const RSA_BITS = 2048
const DEMO_PASSWORD_WORDS = 3

const key = (): string => randomBytes(KEY_BYTES).toString('base64')
const text = (): string => randomBytes(KEY_BYTES).toString('base64url')
const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

const generators = {
  EQUILIBRATE_TOKEN_PEPPER: key,
  EQUILIBRATE_VAULT_KEY: key,
  EQUILIBRATE_INDEX_KEY: key,
  EQUILIBRATE_SESSION_KEY: key,
  EQUILIBRATE_EXPERIMENT_KEY: key,
  EQUILIBRATE_DECISION_PRIVATE_KEY: key,
  EQUILIBRATE_OIDC_CLIENT_SECRET: text,
  EQUILIBRATE_OIDC_JWK: signingKey,
  EQUILIBRATE_BANK_CLIENT_SECRET: text,
  EQUILIBRATE_DEMO_PASSWORD: demoPassword,
  TWILIO_ACCOUNT_SID: () => `AC${hex(16)}`,
  TWILIO_AUTH_TOKEN: () => hex(16),
  POSTGRES_PASSWORD: text,
}

/** Those that a person chooses in production: with a generated one it does not start. */
export const secretNames = [...Object.keys(generators), 'EQUILIBRATE_DECISION_PUBLIC_KEY'] as SecretName[]

/** The secrets kept in this file, with any that are missing generated and kept (mode 600). */
export function loadSecrets(file: string): Secrets {
  const kept = readSecrets(file)
  const decision = kept.EQUILIBRATE_DECISION_PUBLIC_KEY ? {} : decisionKeys()
  const generated = Object.fromEntries(
    Object.entries(generators).map(([name, generate]) => [name, kept[name as SecretName] ?? generate()]),
  )
  const secrets = { ...kept, ...generated, ...decision } as Secrets
  writePrivately(file, JSON.stringify(secrets, null, 2))
  return secrets
}

function readSecrets(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** An Ed25519 pair, each half its raw 32 bytes in base64. */
function decisionKeys(): Pick<
  Secrets,
  'EQUILIBRATE_DECISION_PRIVATE_KEY' | 'EQUILIBRATE_DECISION_PUBLIC_KEY'
> {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const raw = (part: string): string => Buffer.from(part, 'base64url').toString('base64')
  return { EQUILIBRATE_DECISION_PRIVATE_KEY: raw(d), EQUILIBRATE_DECISION_PUBLIC_KEY: raw(x) }
}

function signingKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS })
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: hex(8) })
}

/** Three short pronounceable words: easy to type, 49 bits. */
function demoPassword(): string {
  const consonants = 'bdfghjklmnprstvz'
  const vowels = 'aeiou'
  const one = (letters: string): string => letters.charAt(randomInt(letters.length))
  const word = (): string => one(consonants) + one(vowels) + one(consonants) + one(vowels) + one(consonants)
  return Array.from({ length: DEMO_PASSWORD_WORDS }, word).join('-')
}

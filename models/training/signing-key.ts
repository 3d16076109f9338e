import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ServiceError } from '../../domain/errors.ts'
import { keyIdOf } from '../manifest.ts'

const OWNER_ONLY = 0o600

/** Where the key lies in a home. */
export const keyFile = (home: string): string => join(home, 'keys', 'model-signing.pem')

/** The private Ed25519 key (PEM) that signs versions: read from the file, or generated there on first use.
 *  @throws invalid: the file holds another kind of key */
export async function signingKey(file: string): Promise<KeyObject> {
  if (!existsSync(file)) await generate(file)
  const key = createPrivateKey(await readFile(file))
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new ServiceError('invalid', 'signing-key', `${file} holds no Ed25519 key.`)
}

/** Puts the public half among the trusted keys, where a reviewer sees it; gives the file, or null if it was there. */
export async function trust(privateKey: KeyObject, folder: string): Promise<string | null> {
  const publicKey = createPublicKey(privateKey)
  const file = join(folder, `${keyIdOf(publicKey)}.pem`)
  if (existsSync(file)) return null
  await mkdir(folder, { recursive: true })
  await writeFile(file, publicKey.export({ type: 'spki', format: 'pem' }))
  return file
}

async function generate(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  await mkdir(dirname(file), { recursive: true })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  await writeFile(file, pem, { mode: OWNER_ONLY, flag: 'wx' })
}

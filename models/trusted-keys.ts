import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ServiceError } from '../domain/errors.ts'
import { keyIdOf, type TrustedKeys } from './manifest.ts'

/** Reads every `*.pem` of a folder: the public keys whose signature makes a version one of ours.
 *  @throws corrupt: a file that holds no public key, or a folder that is not there */
export async function readTrustedKeys(folder: string): Promise<TrustedKeys> {
  const files = await readdir(folder).catch(() => {
    throw new ServiceError(
      'corrupt',
      'no-trusted-keys',
      'The folder trusted-keys of the model registry is missing.',
    )
  })
  const keys = new Map<string, KeyObject>()
  for (const file of files.filter((name) => name.endsWith('.pem'))) {
    const key = publicKeyOf(await readFile(join(folder, file)), file)
    keys.set(keyIdOf(key), key)
  }
  return keys
}

function publicKeyOf(pem: Buffer, file: string): KeyObject {
  try {
    return createPublicKey(pem)
  } catch {
    throw new ServiceError('corrupt', 'trusted-key', `trusted-keys/${file} holds no public key.`, { file })
  }
}

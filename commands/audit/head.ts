import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { sha256Schema } from '../../domain/ids.ts'
import { keyIdOf } from '../../models/manifest.ts'
import { signingKey } from '../../models/training/signing-key.ts'

const headSchema = z.strictObject({
  schema: z.literal('seal-head/1'),
  /** How many cases are sealed, and the hash of the last seal. */
  number: z.int().min(0),
  hash: sha256Schema,
  at: z.iso.datetime(),
})
/** Where the chain ended when it was exported. */
export type SignedHead = z.infer<typeof headSchema>

const fileSchema = z.strictObject({ head: headSchema, keyid: z.string(), sig: z.base64() })

/** The head of an export lies beside it. */
export const headFileOf = (exported: string): string => `${exported}.head.json`

const privateKeyFile = (home: string): string => join(home, 'keys', 'audit-signing.pem')
/** The public half, which auditors get by another way than the export. */
export const publicKeyFile = (home: string): string => join(home, 'keys', 'audit-signing.pub.pem')

/** The key of this home, made on first use; its public half is put beside it. */
export async function auditKey(home: string): Promise<KeyObject> {
  const key = await signingKey(privateKeyFile(home))
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  await writeFile(publicKeyFile(home), pem)
  return key
}

/** The text of the file that holds a head, signed by Ed25519. */
export function signHead(head: SignedHead, key: KeyObject): string {
  const sig = sign(null, signed(head), key).toString('base64')
  return `${JSON.stringify({ head, keyid: keyIdOf(createPublicKey(key)), sig }, null, 2)}\n`
}

/** @throws corrupt: there is no such file, it holds no head, or this key did not sign it */
export async function readHead(file: string, key: KeyObject): Promise<SignedHead> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const parsed = fileSchema.safeParse(parse(text))
  if (!parsed.success) throw new ServiceError('corrupt', 'seal-head', `${file} holds no signed head.`)
  const { head, sig } = parsed.data
  if (verify(null, signed(head), key, Buffer.from(sig, 'base64'))) return head
  throw new ServiceError('corrupt', 'seal-head', `${file} is not signed by the key ${keyIdOf(key)}.`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const signed = (head: SignedHead): Buffer => Buffer.from(`seal-head/1 ${canonicalJson(head)}`)

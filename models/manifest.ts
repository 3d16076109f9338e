import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'
import { sha256Schema } from '../domain/ids.ts'

/** What a version consists of. It is kept in a DSSE envelope (github.com/secure-systems-lab/dsse), signed by Ed25519. */
export const manifestSchema = z.strictObject({
  schema: z.literal('model-manifest/1'),
  name: z.string(),
  version: z.string(),
  /** SHA-256 of each file of the version's folder, but for the manifest itself. */
  files: z.record(z.string(), sha256Schema),
})
export type Manifest = z.infer<typeof manifestSchema>

const envelopeSchema = z.strictObject({
  payloadType: z.string(),
  payload: z.base64(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.base64() })),
})

const PAYLOAD_TYPE = 'application/vnd.equilibrate.model-manifest+json'
const KEY_ID_DIGITS = 16

/** Public keys by their id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>

/** The first digits of the SHA-256 of a public key's DER. */
export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_DIGITS)
}

/** The manifest in its envelope, as `manifest.json` holds it. */
export function signManifest(manifest: Manifest, privateKey: KeyObject): string {
  const payload = Buffer.from(canonicalJson(manifest))
  const signature = {
    keyid: keyIdOf(createPublicKey(privateKey)),
    sig: base64(sign(null, signed(payload), privateKey)),
  }
  return `${JSON.stringify({ payloadType: PAYLOAD_TYPE, payload: base64(payload), signatures: [signature] }, null, 2)}\n`
}

/** The manifest that the envelope holds.
 *  @throws Error saying why: no envelope, another kind of payload, or no signature by a trusted key */
export function openManifest(envelopeJson: string, trusted: TrustedKeys): Manifest {
  const envelope = envelopeSchema.parse(JSON.parse(envelopeJson))
  if (envelope.payloadType !== PAYLOAD_TYPE) throw new Error(`its payload is a ${envelope.payloadType}`)
  const payload = Buffer.from(envelope.payload, 'base64')
  const isSigned = envelope.signatures.some(({ keyid, sig }) => {
    const key = trusted.get(keyid)
    return key !== undefined && verify(null, signed(payload), key, Buffer.from(sig, 'base64'))
  })
  if (!isSigned) throw new Error('no trusted key signed it')
  return manifestSchema.parse(JSON.parse(payload.toString()))
}

/** DSSE signs the type and the payload together (its pre-authentication encoding). */
const signed = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload])

const base64 = (bytes: Buffer): string => bytes.toString('base64')

import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** SHA-256 (hex) of a value's canonical JSON. Not for workflow code: it needs node:crypto. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value))

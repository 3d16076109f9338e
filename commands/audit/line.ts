import { sha256 } from '../../domain/hash.ts'
import type { Link, Seal } from '../../domain/seal-chain.ts'

/** What stands behind the record on each line. */
const TAIL =
  /,"sha256":"([0-9a-f]{64})","seal":\{"number":(\d{1,15}),"before":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}\}$/

/** A line of an export: the record as it was sealed, its SHA-256 and its place in the chain. */
export const lineOf = (text: string, { number, before, sha256, hash }: Seal): string =>
  `${text.slice(0, -1)},"sha256":"${sha256}","seal":${JSON.stringify({ number, before, hash })}}`

/** The link that a line stands for; null where it is no line of an export. */
export function linkOf(line: string): Link | null {
  const [tail, textSha256, number, before, hash] = TAIL.exec(line) ?? []
  if (!tail || !textSha256 || !before || !hash) return null
  const text = `${line.slice(0, -tail.length)}}`
  const isTextWhole = sha256(text) === textSha256
  return { number: Number(number), before, sha256: textSha256, hash, isTextWhole }
}

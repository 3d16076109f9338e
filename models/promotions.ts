import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'
import { sha256 } from '../domain/hash.ts'
import { sha256Schema } from '../domain/ids.ts'
import { keyIdOf, type TrustedKeys } from './manifest.ts'
import { corrupt } from './version-folder.ts'

export const PROMOTIONS_FILE = 'promotions.jsonl'

const versionSchema = z.string().regex(/^[0-9a-z][0-9a-z.-]*$/)

/** Which version does what. */
export const aliasesSchema = z.strictObject({ champion: versionSchema, challenger: versionSchema.nullable() })
export type Aliases = z.infer<typeof aliasesSchema>

/** One change of what the versions do: who made it, when and why. `previous`: SHA-256 of the line before; null first. */
export const promotionSchema = aliasesSchema.extend({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  action: z.enum(['promote', 'challenge', 'rollback']),
  by: z.string().min(1).max(64),
  reason: z.string().min(1).max(500),
  previous: sha256Schema.nullable(),
})
export type Promotion = z.infer<typeof promotionSchema>

const lineSchema = z.strictObject({ promotion: promotionSchema, keyid: z.string(), sig: z.base64() })

/**
 * The log of a model's folder, oldest first; empty where there is none yet.
 * @throws corrupt, naming the line: not of its form, not signed by a trusted key, or not the successor of the one before
 */
export async function readPromotions(folder: string, trusted: TrustedKeys): Promise<Promotion[]> {
  const lines = await readLines(folder)
  return lines.map((line, index) => {
    const promotion = openLine(line, index, trusted)
    const before = lines[index - 1]
    if (promotion.seq === index + 1 && promotion.previous === (before ? sha256(before) : null))
      return promotion
    throw wrong(index, 'does not follow the line before it')
  })
}

/** Adds a change, signed; the log must have been read and found whole. */
export async function appendPromotion(
  folder: string,
  change: Omit<Promotion, 'seq' | 'previous'>,
  privateKey: KeyObject,
): Promise<Promotion> {
  const lines = await readLines(folder)
  const last = lines.at(-1)
  const promotion = promotionSchema.parse({
    ...change,
    seq: lines.length + 1,
    previous: last ? sha256(last) : null,
  })
  const sig = sign(null, signed(promotion), privateKey).toString('base64')
  const line = JSON.stringify({ promotion, keyid: keyIdOf(createPublicKey(privateKey)), sig })
  await appendFile(join(folder, PROMOTIONS_FILE), `${line}\n`, { flush: true })
  return promotion
}

async function readLines(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, PROMOTIONS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').filter((line) => line !== '')
}

function openLine(line: string, index: number, trusted: TrustedKeys): Promotion {
  const parsed = lineSchema.safeParse(jsonOf(line))
  if (!parsed.success) throw wrong(index, 'is not of its form')
  const { promotion, keyid, sig } = parsed.data
  const key = trusted.get(keyid)
  if (key && verify(null, signed(promotion), key, Buffer.from(sig, 'base64'))) return promotion
  throw wrong(index, 'is not signed by a trusted key')
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const signed = (promotion: Promotion): Buffer => Buffer.from(`model-promotion/1 ${canonicalJson(promotion)}`)

const wrong = (index: number, why: string) =>
  corrupt('promotions', PROMOTIONS_FILE, `${why} (line ${index + 1})`)

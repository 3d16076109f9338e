import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ServiceError } from '../domain/errors.ts'
import type { PackRef } from '../domain/evaluation.ts'
import { hashOf } from '../domain/hash.ts'
import { packDocumentsSchema, type PackDocuments } from './pack-schema.ts'

/** Policy as data: one country's rules, wording and texts. */
export type Pack = { ref: PackRef; documents: PackDocuments }

/** The packs that come with the product. */
export const shippedPacks = ['in', 'uk', 'us', 'eu'] as const

const folder = new URL('./packs/', import.meta.url)

/**
 * Reads a pack from disk. Its hash is SHA-256 over the canonical JSON of all its documents as they lie there.
 * @throws not-found | corrupt (names the document and the field)
 */
export function loadPack(id: string): Pack {
  if (!/^[a-z]{2}$/.test(id)) throw new ServiceError('not-found', 'no-such-pack', 'A pack id is two letters.')
  return packFrom(rawPack(id))
}

/** The documents of a shipped pack as they lie on disk, by name. @throws not-found | corrupt */
export const rawPack = (id: string): Record<string, unknown> =>
  Object.fromEntries(Object.keys(packDocumentsSchema.shape).map((name) => [name, readDocument(id, name)]))

/** A pack from documents in memory, by file name. @throws corrupt; `field` says where */
export function packFrom(raw: Record<string, unknown>): Pack {
  const parsed = packDocumentsSchema.safeParse(raw)
  if (!parsed.success) {
    throw new ServiceError(
      'corrupt',
      'pack-invalid',
      `The pack does not fit its schema: ${z.prettifyError(parsed.error)}`,
      { field: parsed.error.issues[0]?.path.join('.') ?? '' },
    )
  }
  const documents = parsed.data
  refuseDoubles(documents)
  const { id, version } = documents.pack
  return { ref: { id, version, hash: hashOf(raw) }, documents }
}

function readDocument(id: string, name: string): unknown {
  const file = new URL(`${id}/${name}.json`, folder)
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw missing
      ? new ServiceError('not-found', 'no-such-pack', `There is no ${name}.json in pack ${id}.`, { pack: id })
      : new ServiceError('corrupt', 'pack-unreadable', `${name}.json of pack ${id} is no JSON.`, { pack: id })
  }
}

function refuseDoubles(documents: PackDocuments): void {
  const ids = [
    ...documents.scorecard.signals.flatMap((signal) => signal.rules.map((rule) => rule.name)),
    ...documents.levels.rules.map((rule) => `level:${rule.name}`),
    ...documents.hardship.rules.map((rule) => `hardship:${rule.name}`),
    ...documents.matrix.cells.map((cell) => `matrix:${cell.conditions.all.map((is) => is.value).join('×')}`),
    ...documents['contact-rules'].rules.map((rule) => rule.id),
    ...documents.duties.duties.map((duty) => `duty:${duty.id}`),
    ...documents.holds.terms.map((term) => `hold:${term.kind}`),
    ...documents.templates.templates.map((template) => `template:${template.id}`),
    ...documents.templates.tones.map((tone) => `tone:${tone.id}`),
    ...documents.templates.frames.map((frame) => `frame:${frame.channel}`),
  ]
  const double = ids.find((id, index) => ids.indexOf(id) !== index)
  if (double)
    throw new ServiceError('corrupt', 'pack-double', `The pack has ${double} twice.`, { id: double })
}

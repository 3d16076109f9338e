import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ServiceError } from '../../domain/errors.ts'
import { hashOf } from '../../domain/hash.ts'
import type { LoadOptions } from './options.ts'

export const CONTEXT_FILES_MAX = 64

/** What makes two loads the same: the format and the bytes of the file and of its context, whatever their names. */
export async function loadIdOf({
  input,
  format,
  context,
}: Omit<LoadOptions, 'exitWhenIdle'>): Promise<string> {
  const contextHashes = context ? await Promise.all((await filesOf(context)).map(hashFile)) : []
  return hashOf({ format, input: await hashFile(input), context: contextHashes })
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name))
  if (files.length <= CONTEXT_FILES_MAX) return files.sort()
  throw new ServiceError('limit', 'context-files', `--context holds more than ${CONTEXT_FILES_MAX} files.`)
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash).catch((error: NodeJS.ErrnoException) => {
    throw new ServiceError(
      'not-found',
      'file-unreadable',
      `${path} cannot be read (${error.code ?? 'error'}).`,
    )
  })
  return hash.digest('hex')
}

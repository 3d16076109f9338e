import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrustedKeys } from './manifest.ts'
import { aliasesSchema, readPromotions, type Aliases } from './promotions.ts'
import { corrupt } from './version-folder.ts'

/** What processes watch; it only repeats the last line of the promotion log. */
export const ALIASES_FILE = 'aliases.json'

/** Champion and challenger of a model's folder. @throws corrupt, naming the file: the log does not verify, or the
 *  aliases are not what its last line says */
export async function readAliases(folder: string, trusted: TrustedKeys): Promise<Aliases> {
  const said = await readFile(join(folder, ALIASES_FILE), 'utf8').catch(() => {
    throw corrupt('file-missing', ALIASES_FILE, 'cannot be read')
  })
  const aliases = parse(said)
  const last = (await readPromotions(folder, trusted)).at(-1)
  if (last?.champion === aliases.champion && last.challenger === aliases.challenger) return aliases
  throw corrupt('aliases', ALIASES_FILE, 'is not what the promotion log says')
}

/** Written aside and renamed, so that a reader sees the old or the new. */
export async function writeAliases(folder: string, { champion, challenger }: Aliases): Promise<void> {
  const file = join(folder, ALIASES_FILE)
  await writeFile(`${file}.new`, `${JSON.stringify({ champion, challenger }, null, 2)}\n`)
  await rename(`${file}.new`, file)
}

function parse(text: string): Aliases {
  try {
    return aliasesSchema.parse(JSON.parse(text))
  } catch {
    throw corrupt('file-malformed', ALIASES_FILE, 'is not of its form')
  }
}

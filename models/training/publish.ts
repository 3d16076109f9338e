import type { KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../domain/hash.ts'
import { signManifest } from '../manifest.ts'
import { versionFiles } from '../version-folder.ts'

/** Vouches for what lies in a version's folder: writes its manifest, signed. */
export async function signVersion(
  folder: string,
  of: { name: string; version: string },
  privateKey: KeyObject,
): Promise<void> {
  const hashes = versionFiles.map(async (file) => [file, sha256(await readFile(join(folder, file)))] as const)
  const files = Object.fromEntries(await Promise.all(hashes))
  await writeFile(
    join(folder, 'manifest.json'),
    signManifest({ schema: 'model-manifest/1', ...of, files }, privateKey),
  )
}

import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ServiceError } from '../domain/errors.ts'
import { sha256 } from '../domain/hash.ts'
import { openManifest, type Manifest, type TrustedKeys } from './manifest.ts'

/** What every version of a model consists of, beside its manifest. */
export const versionFiles = [
  'MLmodel',
  'MODEL_CARD.md',
  'calibrator.json',
  'features.json',
  'metrics.json',
  'model.json',
  'model.onnx',
  'parity.json',
  'reference_bins.json',
  'requirements.lock',
] as const
export type VersionFile = (typeof versionFiles)[number]

export interface VersionFolder {
  manifest: Manifest
  /** Of `manifest.json` itself: it stands for every byte of the version. */
  sha256: string
  files: Record<VersionFile, Buffer>
}

export const corrupt = (reason: string, file: string, why: string): ServiceError =>
  new ServiceError('corrupt', reason, `The model cannot be used: ${file} ${why}.`, { file })

/**
 * Reads a version whole and gives only bytes that its signed manifest vouches for.
 * @throws corrupt, naming the file: missing, changed, not in the manifest, or a manifest that no trusted key signed
 */
export async function readVersion(folder: string, trusted: TrustedKeys): Promise<VersionFolder> {
  const envelope = await readNamed(folder, 'manifest.json')
  const manifest = verifiedManifest(envelope, trusted)
  if (manifest.version !== basename(folder))
    throw corrupt('manifest', 'manifest.json', `is of version ${manifest.version}, not of this one`)
  for (const file of await readdir(folder))
    if (file !== 'manifest.json' && !(file in manifest.files))
      throw corrupt('file-unlisted', file, 'is not in the manifest')
  const files: Partial<Record<VersionFile, Buffer>> = {}
  for (const file of versionFiles) files[file] = await verifiedFile(folder, file, manifest)
  return { manifest, sha256: sha256(envelope), files: files as Record<VersionFile, Buffer> }
}

function verifiedManifest(envelope: Buffer, trusted: TrustedKeys): Manifest {
  try {
    return openManifest(envelope.toString(), trusted)
  } catch (error) {
    throw corrupt('manifest', 'manifest.json', `does not verify: ${(error as Error).message}`)
  }
}

async function verifiedFile(folder: string, file: VersionFile, manifest: Manifest): Promise<Buffer> {
  const bytes = await readNamed(folder, file)
  if (sha256(bytes) !== manifest.files[file])
    throw corrupt('file-changed', file, 'is not what the manifest was signed for')
  return bytes
}

async function readNamed(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file))
  } catch {
    throw corrupt('file-missing', file, 'cannot be read')
  }
}

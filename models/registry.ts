import { join } from 'node:path'
import { z } from 'zod'
import { requireAgreement } from './agreement.ts'
import { readAliases } from './aliases.ts'
import { calibrated, calibratorSchema } from './calibration.ts'
import { createExplainer } from './explain.ts'
import type { Model } from './model.ts'
import { openScorer } from './onnx.ts'
import { parityGap, paritySchema } from './parity.ts'
import { readTrustedKeys } from './trusted-keys.ts'
import { corrupt, readVersion, type VersionFile, type VersionFolder } from './version-folder.ts'

export type { Model } from './model.ts'
export { aliasesSchema } from './promotions.ts'

/** The model of the probability that the next obligation is not paid on time. */
export const DISTRESS_FOLDER = join(import.meta.dirname, 'registry', 'distress')

/** The public keys whose signature makes a version and a promotion ours lie beside the models. */
export const trustedKeysOf = (folder: string): string => join(folder, '..', 'trusted-keys')

const featuresSchema = z.strictObject({ names: z.array(z.string()).min(1), missing: z.literal('NaN') })

/**
 * The champion of a model's folder (`registry/<name>`); trusted keys lie beside it in `trusted-keys/`.
 * @param known names of the features that can be computed: a model that needs others is refused
 * @throws corrupt, naming the file that does not verify
 */
export async function loadChampion(folder: string, known?: readonly string[]): Promise<Model> {
  const { champion } = await readAliases(folder, await readTrustedKeys(trustedKeysOf(folder)))
  return loadVersion(join(folder, champion), trustedKeysOf(folder), known)
}

/** One version, verified whole: signature, every file, the feature list, and the reference rows.
 *  @throws corrupt, naming the file that does not verify */
export async function loadVersion(
  folder: string,
  trustedKeysFolder: string,
  known?: readonly string[],
): Promise<Model> {
  const version = await readVersion(folder, await readTrustedKeys(trustedKeysFolder))
  const { names } = read(version, 'features.json', featuresSchema)
  if (known) requireKnown(names, known)
  const calibrator = read(version, 'calibrator.json', calibratorSchema)
  const parity = read(version, 'parity.json', paritySchema)
  const score = await attempt('model.onnx', () => openScorer(version.files['model.onnx'], names.length))
  const explainer = await attempt('model.json', () => createExplainer(version.files['model.json'].toString()))
  if (explainer.features !== names.length || parity.features.join() !== names.join())
    throw corrupt('feature-list', 'features.json', 'does not name the features that the model was trained on')
  const gap = await attempt('parity.json', () => parityGap(parity, score, explainer))
  if (Math.max(gap.margin, gap.contribution) > parity.tolerance)
    throw corrupt(
      'parity',
      'parity.json',
      'is not reproduced: scores or reasons differ from those in training',
    )
  return {
    ref: { name: version.manifest.name, version: version.manifest.version, sha256: version.sha256 },
    features: names,
    score,
    probability: (margin) => calibrated(calibrator, margin),
    explain: (rows, count, margins) => {
      const contributions = explainer.explain(rows, count)
      requireAgreement(contributions, margins, names.length + 1)
      return contributions
    },
  }
}

/** The catalogue moved on: the model must be trained again, and until then the scorecard alone decides. */
function requireKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw corrupt(
      'feature-list',
      'features.json',
      `needs features that are not computed: ${unknown.join(', ')}`,
    )
}

const read = <T>(version: VersionFolder, file: VersionFile, schema: z.ZodType<T>): T =>
  parse(file, version.files[file], schema)

function parse<T>(file: string, bytes: Buffer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(bytes.toString()))
  } catch {
    throw corrupt('file-malformed', file, 'is not of its form')
  }
}

async function attempt<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw corrupt('file-malformed', file, `cannot be used (${(error as Error).message})`)
  }
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { driftOf, referenceBinsSchema } from '../../models/drift.ts'
import { readPromotions } from '../../models/promotions.ts'
import { aliasesSchema, DISTRESS_FOLDER } from '../../models/registry.ts'
import { readTrustedKeys } from '../../models/trusted-keys.ts'
import { readVersion, type VersionFolder } from '../../models/version-folder.ts'
import { driftDays } from '../../stores/postgres/drift-days.ts'
import { GROUP_MIN, levelsByGroup } from '../../stores/postgres/fairness.ts'
import { sampleFeatures } from '../../stores/postgres/feature-sample.ts'
import { labelledOutcomes } from '../../stores/postgres/labelled-outcomes.ts'
import {
  modelMeasuresSchema,
  modelVersionSchema,
  reliabilitySchema,
  type Models,
  type ModelVersion,
} from '../contract/models.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { LABELS_MIN, outcomesByGroup } from './outcome-fairness.ts'
import { sharedFor } from './shared.ts'

/** Reading and verifying every version takes a while, and nothing of it changes often. */
const SHARED_MS = 60_000

const metricsSchema = z.object({
  test: modelMeasuresSchema.extend({
    ...modelVersionSchema.pick({ byLeadDays: true, byProduct: true }).shape,
    byIncome: modelVersionSchema.shape.byIncome.default({}),
    reliability: z.array(reliabilitySchema).optional(),
  }),
  importance: z.record(z.string(), z.number()),
})

type ModelDeps = Pick<Deps, 'database' | 'models' | 'packs' | 'settings'>

export const modelHandlers = (deps: ModelDeps): Pick<Handlers, 'getModels'> => ({
  getModels: sharedFor(SHARED_MS, () => readModels(deps)),
})

async function readModels(deps: ModelDeps): Promise<Models> {
  const { database } = deps
  const aliases = aliasesSchema.parse(
    JSON.parse(await readFile(join(DISTRESS_FOLDER, 'aliases.json'), 'utf8')),
  )
  const trusted = await readTrustedKeys(join(DISTRESS_FOLDER, '..', 'trusted-keys'))
  const folders = await readdir(DISTRESS_FOLDER, { withFileTypes: true })
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const versions = await Promise.all(names.map((name) => readVersion(join(DISTRESS_FOLDER, name), trusted)))
  const champion = versions.find(({ manifest }) => manifest.version === aliases.champion)
  const [promotions, vectors, days, groups, outcomes] = await Promise.all([
    readPromotions(DISTRESS_FOLDER, trusted),
    sampleFeatures(database),
    driftDays(database, aliases.champion),
    levelsByGroup(database),
    outcomeFairness(deps),
  ])
  return {
    versions: versions
      .map((version) => shown(version, roleOf(version.manifest.version, aliases)))
      .sort((a, b) => b.version.localeCompare(a.version)),
    drift:
      champion && vectors.length > 0
        ? { customers: vectors.length, features: driftOf(referenceOf(champion), vectors) }
        : null,
    promotions: promotions.toReversed(),
    driftDays: days,
    fairness: { groupMin: GROUP_MIN, groups, labelsMin: LABELS_MIN, outcomes },
  }
}

async function outcomeFairness({ database, models, packs, settings }: ModelDeps) {
  const { champion } = models.standing()
  if (!champion) return []
  const [pack, outcomes] = await Promise.all([packs.inForce(settings.pack), labelledOutcomes(database)])
  return outcomesByGroup(champion, pack, outcomes)
}

const roleOf = (version: string, aliases: z.infer<typeof aliasesSchema>): ModelVersion['role'] =>
  version === aliases.champion ? 'champion' : version === aliases.challenger ? 'challenger' : 'former'

const referenceOf = ({ files }: VersionFolder) =>
  referenceBinsSchema.parse(JSON.parse(files['reference_bins.json'].toString()))

function shown({ manifest, sha256, files }: VersionFolder, role: ModelVersion['role']): ModelVersion {
  const { test, importance } = metricsSchema.parse(JSON.parse(files['metrics.json'].toString()))
  const { byLeadDays, byProduct, byIncome, reliability, ...measures } = test
  return {
    ...{ role, version: manifest.version, sha256, importance, byLeadDays, byProduct, byIncome },
    test: measures,
    reliability: reliability ?? null,
  }
}

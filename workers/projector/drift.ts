import { join } from 'node:path'
import { driftOf, referenceBinsSchema, type ReferenceBins } from '../../models/drift.ts'
import { readAliases } from '../../models/aliases.ts'
import { DISTRESS_FOLDER, trustedKeysOf } from '../../models/registry.ts'
import { readTrustedKeys } from '../../models/trusted-keys.ts'
import { readVersion } from '../../models/version-folder.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { keepDriftDay } from '../../stores/postgres/drift-days.ts'
import { sampleFeatures } from '../../stores/postgres/feature-sample.ts'

type Reference = { model: string; bins: ReferenceBins }

/** Writes how far the customers of today have moved from those that the champion learned from. */
export function openDriftWatch(db: Database, zone: string): () => Promise<void> {
  let known: Reference | null = null
  return async () => {
    const trusted = await readTrustedKeys(trustedKeysOf(DISTRESS_FOLDER))
    const { champion } = await readAliases(DISTRESS_FOLDER, trusted)
    if (known?.model !== champion) {
      const { files } = await readVersion(join(DISTRESS_FOLDER, champion), trusted)
      const bins = referenceBinsSchema.parse(JSON.parse(files['reference_bins.json'].toString()))
      known = { model: champion, bins }
    }
    const vectors = await sampleFeatures(db)
    if (vectors.length > 0)
      await keepDriftDay(db, { zone, model: champion, drift: driftOf(known.bins, vectors) })
  }
}

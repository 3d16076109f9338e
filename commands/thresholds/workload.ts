import { join } from 'node:path'
import { z } from 'zod'
import { ServiceError } from '../../domain/errors.ts'
import { readAliases } from '../../models/aliases.ts'
import { trustedKeysOf } from '../../models/registry.ts'
import { workloadSchema, type Workload } from '../../models/thresholds.ts'
import { readTrustedKeys } from '../../models/trusted-keys.ts'
import { readVersion } from '../../models/version-folder.ts'

const metricsSchema = z.object({ workload: workloadSchema })

/** What training measured of the champion.
 *  @throws corrupt, naming the file that does not verify; refused: an older training, which did not measure it */
export async function championWorkload(folder: string): Promise<{ version: string; workload: Workload }> {
  const trusted = await readTrustedKeys(trustedKeysOf(folder))
  const { champion } = await readAliases(folder, trusted)
  const { files } = await readVersion(join(folder, champion), trusted)
  const metrics = metricsSchema.safeParse(JSON.parse(files['metrics.json'].toString()))
  if (metrics.success) return { version: champion, workload: metrics.data.workload }
  throw new ServiceError(
    'refused',
    'no-workload',
    `The training of ${champion} measured no workload: train anew.`,
  )
}

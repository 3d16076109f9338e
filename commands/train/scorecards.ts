import { featureNames } from '../../features/catalogue.ts'
import { inferPersona } from '../../features/persona.ts'
import { assess, featuresRead } from '../../policies/assess.ts'
import { loadPack } from '../../policies/pack.ts'
import { readEnvironment } from '../../stores/environment.ts'
import { openCsvOut } from '../offline/csv-out.ts'
import { openFaults } from '../offline/faults.ts'
import { readFeatureRows } from '../score/feature-rows.ts'

/** Writes what the scorecard alone says of each row of a features file, for the model card to show it beside the model. */
export async function writeScorecards(features: string, file: string): Promise<void> {
  const { EQUILIBRATE_PACK } = readEnvironment('EQUILIBRATE_PACK')
  const pack = loadPack(EQUILIBRATE_PACK)
  const faults = openFaults()
  const rows = await readFeatureRows(features, { needed: featuresRead(pack), known: featureNames }, faults)
  const out = await openCsvOut(file, ['customer', 'asOf', 'points'])
  for await (const { customer, asOf, features } of rows) {
    const { scorecard } = assess(pack, { features, persona: inferPersona(features), probability: null })
    await out.write([customer, asOf, scorecard.total])
  }
  await out.close()
  faults.close()
}

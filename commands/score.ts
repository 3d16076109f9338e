import type { FeatureVector } from '../domain/risk.ts'
import { featureNames, modelFeatureNames } from '../features/catalogue.ts'
import { inferPersona } from '../features/persona.ts'
import { inputRows } from '../models/inputs.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from '../models/registry.ts'
import { assess, featuresRead } from '../policies/assess.ts'
import { loadPack, type Pack } from '../policies/pack.ts'
import { readEnvironment } from '../stores/environment.ts'
import { readArguments } from './arguments.ts'
import { openCsvOut, type Cell } from './offline/csv-out.ts'
import { openFaults } from './offline/faults.ts'
import { runOffline } from './offline/run.ts'
import { readFeatureRows, type FeatureRow } from './score/feature-rows.ts'

const BATCH_ROWS = 1000

/**
 * `npm run score`: probability, level and SHAP values of each row that `npm run features` has written. Where nothing
 * falls due there is no probability, and the scorecard alone gives the level.
 */
await runOffline(async () => {
  const options = readArguments(process.argv.slice(2), { features: true, out: true } as const)
  const { EQUILIBRATE_PACK } = readEnvironment('EQUILIBRATE_PACK')
  const pack = loadPack(EQUILIBRATE_PACK)
  const model = await loadChampion(DISTRESS_FOLDER, modelFeatureNames)
  const faults = openFaults()
  const needed = [...new Set([...model.features, ...featuresRead(pack)])]
  const rows = await readFeatureRows(options.features, { needed, known: featureNames }, faults)
  const shapNames = [...model.features.map((name) => `shap_${name}`), 'shap_bias']
  const head = ['customer', 'asOf', 'probability', 'level', 'margin', ...shapNames]
  const out = await openCsvOut(options.out, head)
  let count = 0
  for await (const batch of batchesOf(rows)) {
    for (const line of await scoreBatch(model, pack, batch)) await out.write(line)
    count += batch.length
  }
  await out.close()
  const { name, version } = model.ref
  process.stdout.write(
    `${JSON.stringify({ rows: count, rejected: faults.close(), model: `${name} ${version}` })}\n`,
  )
})

async function scoreBatch(model: Model, pack: Pack, batch: readonly FeatureRow[]): Promise<Cell[][]> {
  const due = batch.filter(({ features }) => isDue(features))
  const inputs = inputRows(
    due.map(({ features }) => features),
    model.features,
  )
  const margins = await model.score(inputs, due.length)
  const shap = model.explain(inputs, due.length, margins)
  const width = model.features.length + 1
  const placeOf = new Map(due.map((row, place) => [row, place]))
  return Promise.all(
    batch.map(async (row) => {
      const place = placeOf.get(row)
      const margin = place === undefined ? null : (margins[place] ?? null)
      const probability = margin === null ? null : model.probability(margin)
      const reasons =
        place === undefined
          ? new Array<null>(width).fill(null)
          : shap.subarray(place * width, (place + 1) * width)
      return [
        row.customer,
        row.asOf,
        probability,
        await levelOf(pack, row.features, probability),
        margin,
        ...reasons,
      ]
    }),
  )
}

async function levelOf(pack: Pack, features: FeatureVector, probability: number | null): Promise<string> {
  return (await assess(pack, { features, persona: inferPersona(features), probability })).level
}

/** A score speaks of the next obligation due in 3 to 35 days. */
function isDue(features: FeatureVector): boolean {
  return typeof features.days_to_due === 'number'
}

async function* batchesOf(rows: AsyncIterable<FeatureRow>): AsyncGenerator<FeatureRow[]> {
  let batch: FeatureRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  yield batch
}

import { writeFile } from 'node:fs/promises'
import { ServiceError } from '../domain/errors.ts'
import { featureNames, modelFeatureNames } from '../features/catalogue.ts'
import { openCsv } from '../ingest/formats/csv.ts'
import { inputRows } from '../models/inputs.ts'
import { DISTRESS_FOLDER, loadChampion } from '../models/registry.ts'
import { cheapest, cutOffs, type ScoredExample } from '../models/thresholds.ts'
import { readArguments } from './arguments.ts'
import { openFaults } from './offline/faults.ts'
import { runOffline } from './offline/run.ts'
import { readFeatureRows } from './score/feature-rows.ts'

/**
 * `npm run thresholds`: proposes the level's cut-offs from labelled past (`features.csv` and `labels.csv` as
 * `npm run train -- --work FOLDER` keeps them): the cheapest that the team can work a day. The answer is a report with
 * the two numbers for a pack's levels; a policy owner publishes them, nobody else.
 */
const HIGH_SHARE_OF_CAPACITY = 0.4
const options = { features: true, labels: true, capacity: true, out: true } as const
const costNames = { 'false-alert': false, miss: false, averted: false } as const

await runOffline(async () => {
  const given = readArguments(process.argv.slice(2), { ...options, ...costNames })
  const costs = {
    falseAlert: positive('false-alert', given['false-alert'] ?? '1'),
    miss: positive('miss', given.miss ?? '12'),
    averted: positive('averted', given.averted ?? '0.3'),
  }
  const examples = await scoredExamples(given.features, given.labels)
  const days = new Set(examples.map(({ day }) => day)).size
  const flaggedMax = positive('capacity', given.capacity) * days
  const candidates = cutOffs(examples, costs)
  const medium = cheapest(candidates, flaggedMax)
  const above = candidates.filter(({ cut }) => cut > medium.cut)
  const high = cheapest(above, flaggedMax * HIGH_SHARE_OF_CAPACITY)
  const report = { examples: examples.length, days, costs, high, medium, candidates }
  await writeFile(given.out, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify({ high: high.cut, medium: medium.cut })}\n`)
})

async function scoredExamples(
  features: string,
  labels: string,
): Promise<(ScoredExample & { day: string })[]> {
  const model = await loadChampion(DISTRESS_FOLDER, modelFeatureNames)
  const labelOf = await readLabels(labels)
  const faults = openFaults()
  const rows = await readFeatureRows(features, { needed: model.features, known: featureNames }, faults)
  const known: { day: string; missed: boolean; features: Record<string, number | null> }[] = []
  for await (const { customer, asOf, features } of rows) {
    const label = labelOf.get(`${customer} ${asOf}`)
    if (label !== undefined) known.push({ day: asOf.slice(0, 10), missed: label === '1', features })
  }
  faults.close()
  const inputs = inputRows(
    known.map((one) => one.features),
    model.features,
  )
  const margins = await model.score(inputs, known.length)
  return known.map(({ day, missed }, at) => ({ day, missed, probability: model.probability(margins[at]!) }))
}

async function readLabels(file: string): Promise<Map<string, string>> {
  const csv = await openCsv(file, ',', {
    required: ['customer', 'asOf', 'label'],
    optional: [],
    others: 'ignored',
  })
  const labels = new Map<string, string>()
  for await (const { cell } of csv.rows()) labels.set(`${cell('customer')} ${cell('asOf')}`, cell('label'))
  return labels
}

function positive(name: string, given: string): number {
  const value = Number(given)
  if (Number.isFinite(value) && value > 0) return value
  throw new ServiceError('invalid', 'option-wrong', `--${name} takes a number above 0`)
}

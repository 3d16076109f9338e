import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ServiceError } from '../domain/errors.ts'
import { DISTRESS_FOLDER } from '../models/registry.ts'
import { cheapest, proposals, type Assumptions } from '../models/thresholds.ts'
import { readArguments } from './arguments.ts'
import { runOffline } from './offline/run.ts'
import { defaultAssumptions } from './thresholds/assumptions.ts'
import { thresholdsPage } from './thresholds/page.ts'
import { championWorkload } from './thresholds/workload.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'thresholds.md')

/** The option of each assumption. */
const options = {
  'miss-hours': 'miss_hours',
  'medium-hours': 'medium_hours',
  'high-hours': 'high_hours',
  'medium-averted': 'mediumAverted',
  'high-averted': 'highAverted',
  'capacity-hours': 'capacity_hours',
} as const satisfies Record<string, keyof Assumptions>

/**
 * `npm run thresholds`: the probabilities from which a customer is HIGH and MEDIUM, the cheapest that the team can work,
 * by what the champion's training measured on its last slice of time. Writes the report; a pack's `levels.json` holds
 * the numbers, and a policy owner publishes them.
 */
await runOffline(async () => {
  const names = Object.fromEntries([...Object.keys(options), 'out'].map((name) => [name, false]))
  const given = readArguments(process.argv.slice(2), names)
  const assumptions = { ...defaultAssumptions }
  for (const [name, key] of Object.entries(options)) {
    const text = given[name]
    if (text !== null && text !== undefined) assumptions[key] = positive(name, text)
  }
  const { version, workload } = await championWorkload(DISTRESS_FOLDER)
  await writeFile(given.out ? resolve(given.out) : PAGE, thresholdsPage(version, workload, assumptions))
  const { high, medium } = cheapest(proposals(workload, assumptions), assumptions)
  process.stdout.write(`${JSON.stringify({ version, high: high.cut, medium: medium.cut })}\n`)
})

function positive(name: string, given: string): number {
  const value = Number(given)
  if (Number.isFinite(value) && value > 0) return value
  throw new ServiceError('invalid', 'option-wrong', `--${name} takes a number above 0`)
}

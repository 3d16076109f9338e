import { parseArgs } from 'node:util'
import { runChaos, type ChaosResult } from './chaos.ts'

/**
 * `npm run chaos -- cases [--seed S] [--cases N] [--without-intent]`: ends with one JSON line, and with an exit code of 1
 * where a message went out without approval or twice, or a case is stuck. Without the intent row it must end so.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '216' },
    'without-intent': { type: 'boolean', default: false },
  },
})
const twin = new URL('without-intent.ts', import.meta.url).href
const result = await runChaos({
  seed: Number(values.seed),
  cases: Number(values.cases),
  outreachFlags: values['without-intent'] ? `--import ${twin}` : '',
  say: (line) => void process.stderr.write(`${line}\n`),
})
const isSound = ({ withoutApproval, twice, lost, unknown, missed }: ChaosResult): boolean =>
  [withoutApproval, twice, lost, unknown, missed].every((count) => count === 0)
process.stdout.write(`${JSON.stringify({ ...result, sound: isSound(result) })}\n`)
process.exit(isSound(result) ? 0 : 1)

import { parseArgs } from 'node:util'
import { seededRandom } from '../../../bench/kit/random.ts'
import { openChaos } from './chaos.ts'
import { faults, type FaultName } from './faults.ts'

const PAUSE_MS = 60_000

/** `npm run chaos -- --minutes N [--seed S]`: fault after fault, each compared; ends with one JSON line. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
})
const seed = Number(values.seed)
const until_ms = Date.now() + Number(values.minutes) * 60_000
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const random = seededRandom(seed)
const names = Object.keys(faults) as FaultName[]

/** Every fault once, in another order each time. */
function* shuffled(): Generator<FaultName> {
  for (;;) {
    const rest = [...names]
    while (rest.length > 0) yield rest.splice(Math.floor(random() * rest.length), 1)[0]!
  }
}

const chaos = await openChaos(seed, PAUSE_MS)
const result = { seed, rounds: 0, records: 0, evaluations: 0, cases: 0, rejected: 0, equal: true }
try {
  for (const name of shuffled()) {
    if (Date.now() > until_ms) break
    const { records, ...compared } = await chaos.round(name)
    result.rounds += 1
    result.records += records
    Object.assign(result, {
      evaluations: compared.evaluations,
      cases: compared.cases,
      rejected: compared.rejected,
    })
    say(`${name}: ${records} records; ${JSON.stringify(compared)}; equal to the batch computation`)
  }
} catch (error) {
  result.equal = false
  say(chaos.said().slice(-20_000))
  say(String(error))
  process.exitCode = 1
}
await chaos.stop()
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit()

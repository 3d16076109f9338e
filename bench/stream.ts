import { parseArgs } from 'node:util'
import { startComponents, type Components } from './kit/components.ts'
import { round, type Usage } from './kit/usage.ts'
import { fillTopic } from './stream/fill.ts'
import { prepareStores } from './stream/prepare.ts'
import { PARTITIONS, runReader, runWorkers, topicLength, type Run, type StreamRun } from './stream/run.ts'

/** Nothing listens there: the stream does not ask Temporal, so it need not run beside a measurement. */
const NOT_STARTED = { TEMPORAL_ADDRESS: '127.0.0.1:1' }
const SEED = 7

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '2000000' },
    customers: { type: 'string', default: '20000' },
    growth: { type: 'string', default: '10000,100000,1000000' },
    'growth-events': { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'abcdg' },
  },
})

type Growth = { customers: number; commitPerS: number; rssMb: number }
type Measured = { read?: Run; commits?: StreamRun; scores?: StreamRun; two?: StreamRun; growth: Growth[] }

const say = (line: string): void => void process.stderr.write(`${line}\n`)

function tell(title: string, run: Run): void {
  const used = Object.entries(run.usage).map(
    ([name, { cpu_s, rssMb }]) => `${name} ${cpu_s} s CPU, ${rssMb} MB`,
  )
  say(`${title}: ${run.perS.toLocaleString('en')} rows/s in ${run.seconds} s · ${used.join(' · ')}`)
}

function tellStream(title: string, run: StreamRun): void {
  tell(title, run)
  const { evaluations, drained_ms, stateBytes, redisBytesACustomer } = run
  say(
    `    ${evaluations.toLocaleString('en')} evaluations, published ${drained_ms} ms after the last commit · state ${stateBytes} bytes, Redis ${redisBytesACustomer} bytes a customer`,
  )
}

/** Components of their own with a topic that holds this bank; `use` measures on them. */
async function withTopic<T>(
  customers: number,
  events: number,
  use: (components: Components) => Promise<T>,
): Promise<T> {
  const components = await startComponents(NOT_STARTED)
  try {
    const { environment } = components
    await prepareStores(environment, PARTITIONS)
    const began_ms = Date.now()
    const bytes = await fillTopic(environment, { customers, events, seed: SEED })
    const held = await topicLength(environment)
    say(
      `${held.toLocaleString('en')} events of ${Math.round(bytes)} bytes over ${customers.toLocaleString('en')} customers sent in ${round((Date.now() - began_ms) / 1000, 1)} s`,
    )
    return await use(components)
  } finally {
    await components.stop()
  }
}

const events = Number(values.events)
const wants = (part: string): boolean => values.only.includes(part)

async function measureAll(): Promise<Measured> {
  const measured: Measured = { growth: [] }
  if ([...'abcd'].some(wants))
    await withTopic(Number(values.customers), events, (components) => measureTopic(components, measured))
  if (wants('g'))
    for (const customers of values.growth.split(',').map(Number)) measured.growth.push(await grow(customers))
  return measured
}

async function measureTopic(components: Components, measured: Measured): Promise<void> {
  if (wants('a')) tell('(a) read and parse only', (measured.read = await runReader(components, events)))
  if (wants('b')) {
    measured.commits = await runWorkers(components, { events, workers: 1, scores: false })
    tellStream('(b) fold, features, outbox, atomic commits', measured.commits)
  }
  if (wants('c')) {
    measured.scores = await runWorkers(components, { events, workers: 1, scores: true })
    tellStream('(c) the same with scoring', measured.scores)
  }
  if (wants('d')) {
    measured.two = await runWorkers(components, { events, workers: 2, scores: false })
    tellStream('(d) as (b), two workers', measured.two)
  }
}

async function grow(customers: number): Promise<Growth> {
  const count = Number(values['growth-events'])
  return withTopic(customers, count, async (components) => {
    const run = await runWorkers(components, { events: count, workers: 1, scores: false })
    tellStream(`growth: ${customers.toLocaleString('en')} customers`, run)
    return { customers, commitPerS: run.perS, rssMb: workerOf(run).rssMb }
  })
}

const workerOf = (run: StreamRun): Usage => run.usage['worker 1'] ?? { cpu_s: 0, rssMb: 0 }
const ratioOf = (one?: Run, other?: Run): number | null =>
  one && other ? round(one.perS / other.perS, 3) : null

const { read, commits, scores, two, growth } = await measureAll()
process.stdout.write(
  `${JSON.stringify({
    readPerS: read?.perS,
    commitPerS: commits?.perS,
    scorePerS: scores?.perS,
    twoWorkersPerS: two?.perS,
    ratio: ratioOf(commits, read),
    ratioTwoWorkers: ratioOf(two, read),
    rssMb: commits && workerOf(commits).rssMb,
    bytesPerCustomer: commits?.redisBytesACustomer,
    stateBytes: commits?.stateBytes,
    growth,
  })}\n`,
)

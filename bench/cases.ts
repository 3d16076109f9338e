import { parseArgs } from 'node:util'
import { BANK_MORNING_MINUTE, instantAt } from '../domain/bank-time.ts'
import { appendSegment, readClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { makePeople, ordinaryPhone, type Person } from '../tests/case/made-people.ts'
import { BANK_ZONE } from '../tests/harness/distressed-customer.ts'
import { runOnBed, type Bed } from './kit/bed.ts'
import { drive, type Driven, type Watch } from './cases/drive.ts'
import { historyFigures } from './cases/history.ts'
import { watchIdle } from './cases/idle.ts'
import { watchRows } from './cases/rows.ts'
import { median, rounded } from './kit/numbers.ts'
import type { Program } from './kit/program.ts'

/**
 * `npm run bench -- cases`: whole cases (score, rules, plan, two approvals, ten seconds, gate, message, callback, payment,
 * label) by the product's own processes, and the same workflow with activities that do nothing, in turns, on Temporal's
 * server on PostgreSQL.
 */
const DAY = '2026-03-02'
/** Before each round, not counted: its workers have just started, and what they run is not compiled yet. */
const WARM_UP_CASES = 60

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '2' },
    'in-flight': { type: 'string', default: '200' },
  },
})
const count = Number(values.cases)
const rounds = Number(values.rounds)
const inFlight = Number(values['in-flight'])
const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** The workers of one of the two, and how their cases are seen. */
type Way = {
  files: readonly string[]
  watch: (people: readonly Person[], workers: readonly Program[]) => Watch
}

await runOnBed(measure)

async function measure({ environment, start }: Bed) {
  const db = openDatabase(environment['DATABASE_URL'] ?? '')
  const temporal = await connectTemporal({
    address: environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: 'default',
  })
  const cases = openCases(temporal.client)
  const now_ms = instantAt(DAY, BANK_MORNING_MINUTE, BANK_ZONE)
  await appendSegment(db, { wallFrom_ms: Date.now(), bankFrom_ms: now_ms, speed: 0 })
  const clock = await readClock(db)
  const decisionKey = Buffer.from(environment['EQUILIBRATE_DECISION_PRIVATE_KEY'] ?? '', 'base64')
  const people = (name: string, size: number) =>
    makePeople(db, environment, {
      name,
      count: size,
      kind: () => 'contract',
      phone: ordinaryPhone,
      clock,
      now_ms,
    })
  const ways: Record<'whole' | 'idle', Way> = {
    whole: {
      files: ['workers/cases.ts', 'workers/outreach.ts'],
      watch: (them) => watchRows(db, them),
    },
    idle: {
      files: ['bench/cases/idle-worker.ts', 'bench/cases/idle-outreach.ts'],
      watch: (_them, workers) => watchIdle(workers, cases),
    },
  }
  const histories = { whole: [] as string[], idle: [] as string[] }
  const run = async (name: keyof typeof ways, round: number): Promise<Driven> => {
    const { files, watch } = ways[name]
    const first = await people(`${name}-${round}-warm`, WARM_UP_CASES)
    const them = await people(`${name}-${round}`, count)
    const workers: Program[] = []
    for (const file of files) workers.push(await start(file))
    const driving = { watch: watch([...first, ...them], workers), inFlight, decisionKey }
    await drive(cases, first, driving)
    const driven = await drive(cases, them, driving)
    for (const worker of workers) await worker.stop()
    histories[name].push(...them.map((person) => person.start.caseId))
    return driven
  }

  const perS = { whole: [] as number[], idle: [] as number[] }
  for (let round = 1; round <= rounds; round++)
    for (const name of ['whole', 'idle'] as const) {
      const { cases: done, seconds } = await run(name, round)
      perS[name].push(done / seconds)
      say(`${name}: ${done} cases in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(1)} cases/s`)
    }
  const { events, bytes, meanEvents } = await historyFigures(temporal, histories.whole)
  const idleEvents = (await historyFigures(temporal, histories.idle)).meanEvents
  say(`events of a case on average: whole ${meanEvents.toFixed(1)}, idle ${idleEvents.toFixed(1)}`)
  await Promise.all([db.close(), temporal.close()])
  const [casesPerS, noopPerS] = [median(perS.whole), median(perS.idle)]
  return {
    casesPerS: rounded(casesPerS, 1),
    noopPerS: rounded(noopPerS, 1),
    ratio: rounded(casesPerS / noopPerS, 2),
    eventsPerCase: events,
    bytesPerCase: bytes,
  }
}
